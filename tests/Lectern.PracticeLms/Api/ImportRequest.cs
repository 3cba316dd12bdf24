namespace Lectern.PracticeLms.Api;

/// <param name="Source">The course to take activities from.</param>
/// <param name="Activities">Only these; all when left out.</param>
internal sealed record ImportRequest(string Source, int[]? Activities);
