using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Api;

/// <summary>Puts a person into a course, moves, suspends or removes them; or a person's students of another course.</summary>
/// <param name="Sections">Ids or names.</param>
/// <param name="Observes">The observed student, by id or user name.</param>
/// <param name="StudentsOf">In place of a person: all students of this course.</param>
internal sealed record PersonRequest(string? Person, CourseRole? Role, string[]? Sections, EnrolmentStatus? Status, string? Observes, string? StudentsOf);
