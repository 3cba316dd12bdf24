namespace Lectern.Lti.Grades;

/// <summary>What became of a score.</summary>
/// <param name="Kind">In a queue's words.</param>
/// <param name="Reason">Why; null when it is done.</param>
/// <param name="ResultAddress">Address of the person's result, where the platform tells it (Canvas).</param>
public sealed record ScoreOutcome(ScoreOutcomeKind Kind, Rejection? Reason = null, string? ResultAddress = null)
{
    /// <summary>How long the platform asks to wait before a retry; null leaves it to the queue.</summary>
    public TimeSpan? RetryAfter => Kind == ScoreOutcomeKind.Retry ? Reason?.RetryAfter : null;

    internal static ScoreOutcome Of(Rejection rejection) => new(rejection.IsTransient ? ScoreOutcomeKind.Retry : ScoreOutcomeKind.Refused, rejection);
}
