namespace Lectern.PracticeLms.State;

/// <summary>Work a tool handed in for a student.</summary>
/// <param name="Type">Canvas's submission type; null elsewhere.</param>
/// <param name="Data">For a launch: the address a grader opens.</param>
internal sealed record Submission(DateTimeOffset? SubmittedAt, string? Type, string? Data);
