using Lectern.CaptureAgent.Status;
using Lectern.Tus.Client;

namespace Lectern.CaptureAgent.Uploading;

/// <summary>Reads answers as steps that failed.</summary>
internal static class Steps
{
    public static Step ToFailedStep(this ToolAnswer answer) => new(
        answer.IsUnavailable ? StepOutcome.Unavailable : answer.IsNotFound ? StepOutcome.Unknown : StepOutcome.Refused,
        answer.RetryAfter,
        $"{answer.Status} {answer.Code} {answer.Text}");

    public static Step ToFailedStep(this GrowingResult result) => new(
        result.Outcome == GrowingOutcome.Unavailable || result.Status == 401 ? StepOutcome.Unavailable : StepOutcome.Refused,
        result.RetryAfter,
        $"{result.Status} {result.Code} {result.Text}");
}
