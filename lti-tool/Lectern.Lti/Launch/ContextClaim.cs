namespace Lectern.Lti.Launch;

/// <summary>The course of a launch (LTI Core 1.3 §5.4.1).</summary>
/// <param name="Id">The platform's id, never empty.</param>
/// <param name="Label">Short name.</param>
/// <param name="Title">Full name.</param>
/// <param name="Types">Types, as full addresses or short names such as <c>CourseSection</c>.</param>
public sealed record ContextClaim(string Id, string? Label, string? Title, IReadOnlyList<string> Types);
