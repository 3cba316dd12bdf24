using Lectern.Pipelines.Runs;

namespace Lectern.Pipelines.Videos;

/// <summary>Turns a share of a part of a step into percents of the step, on the caller's thread.</summary>
internal sealed class StepProgress(JobRun run, double from, double to) : IProgress<double>
{
    public void Report(double value) => run.Report(from + ((to - from) * value));
}
