using Lectern.Tus.Client;

namespace Lectern.CaptureAgent.Uploading;

/// <summary>When something that was refused is due again.</summary>
internal sealed class Respite(TimeProvider clock)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(1);
    private readonly BackOff patience = Patience.New(clock);
    private (long Since, TimeSpan Length)? resting;

    public bool IsOver => resting is not var (since, length) || clock.GetElapsedTime(since) >= length;

    /// <summary>Something became of it, or nothing.</summary>
    public void After(Step step)
    {
        switch (step.Outcome)
        {
            case StepOutcome.Progress:
                patience.Reset();
                resting = null;
                break;
            case StepOutcome.Kept:
                patience.Reset();
                resting = (clock.GetTimestamp(), AskAgain);
                break;
            case StepOutcome.Refused or StepOutcome.Unknown:
                patience.Fail();
                resting = (clock.GetTimestamp(), patience.Delay(step.RetryAfter));
                break;
        }
    }
}
