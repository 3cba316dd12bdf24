namespace Lectern.Web.Pages.Launch;

/// <summary>One thing that happens to an upload by itself, as its teacher sees it.</summary>
/// <param name="Percent">0 to 100 while it is going on.</param>
/// <param name="At">When it was done, where that is known.</param>
/// <param name="Error">The sentence for the teacher when it failed, and its code.</param>
public sealed record StepView(StepKind Kind, StepState State, int Percent = 0, DateTimeOffset? At = null, string? Error = null, string? ErrorCode = null);

public enum StepKind
{
    Uploaded,
    Playable,
    Sizes,
    Captions,
}

public enum StepState
{
    Waiting,
    Running,
    Done,
    Failed,

    /// <summary>It comes after a step that failed, and so not by itself.</summary>
    Blocked,

    /// <summary>There is nothing to do, such as captions of a silent film.</summary>
    NotNeeded,
}
