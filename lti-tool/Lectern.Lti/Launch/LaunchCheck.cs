namespace Lectern.Lti.Launch;

/// <summary>A rule that waits for nothing.</summary>
internal abstract class LaunchCheck : ILaunchCheck
{
    public ValueTask<Rejection?> CheckAsync(LaunchContext launch, CancellationToken cancellationToken) => ValueTask.FromResult(Check(launch));

    protected abstract Rejection? Check(LaunchContext launch);
}
