using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Api;

/// <summary>Everything may be left out. People of the course come along by default; a person's click takes the teachers only.</summary>
/// <param name="Teacher">Somebody who teaches the new course, by id or user name.</param>
/// <param name="Term">The new course's semester, by id or name.</param>
internal sealed record CopyRequest(string? Label, string? Title, CopiedPeople? People, string? Teacher, string? Term);
