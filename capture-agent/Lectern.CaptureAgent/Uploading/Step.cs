namespace Lectern.CaptureAgent.Uploading;

/// <summary>What became of one step.</summary>
/// <param name="Outcome">What.</param>
/// <param name="RetryAfter">How long the tool wants to be left alone, if it said so.</param>
/// <param name="Problem">What stands in the way, for the log.</param>
internal readonly record struct Step(StepOutcome Outcome, TimeSpan? RetryAfter = null, string? Problem = null)
{
    public static Step Idle { get; } = new(StepOutcome.Idle);

    public static Step Prepared { get; } = new(StepOutcome.Prepared);

    public static Step Progress { get; } = new(StepOutcome.Progress);

    public static Step Kept { get; } = new(StepOutcome.Kept);

    /// <summary>Whether the next step may follow at once.</summary>
    public bool GoesOn => Outcome is StepOutcome.Prepared or StepOutcome.Progress;

    public static Step Refused(string problem) => new(StepOutcome.Refused, Problem: problem);
}
