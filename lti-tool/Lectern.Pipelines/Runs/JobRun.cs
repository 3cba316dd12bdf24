using Lectern.Core.Jobs;

namespace Lectern.Pipelines.Runs;

/// <summary>A run at work, as its steps see it.</summary>
internal sealed class JobRun(Job job, JobAttempt attempt, Workspace workspace)
{
    private readonly List<string> _done = [.. job.StepsDone.Split(',', StringSplitOptions.RemoveEmptyEntries)];
    private int _percent;

    public JobAttempt Attempt { get; } = attempt;

    public Guid VideoId { get; } = job.VideoId;

    public JobKind Kind { get; } = job.Kind;

    /// <summary>Runs that ended in an error before this one.</summary>
    public int Failures { get; } = job.Failures;

    public Workspace Workspace { get; } = workspace;

    public string? Step { get; private set; }

    public int Percent => Volatile.Read(ref _percent);

    public bool IsDone(IJobStep step) => _done.Contains(step.Name);

    public void Begin(IJobStep step)
    {
        Step = step.Name;
        Volatile.Write(ref _percent, 0);
    }

    /// <summary>How far the step is, 0 to 100. It never falls within a step, and 100 is said by its end alone.</summary>
    public void Report(double percent)
    {
        var whole = Math.Clamp((int)percent, 0, 99);
        var now = Percent;
        while (whole > now && Interlocked.CompareExchange(ref _percent, whole, now) is var seen && seen != now)
        {
            now = seen;
        }
    }

    /// <summary>The steps that are done once <paramref name="step"/> is.</summary>
    public string DoneWith(IJobStep step) => string.Join(',', _done.Append(step.Name));

    public void End(IJobStep step) => _done.Add(step.Name);
}
