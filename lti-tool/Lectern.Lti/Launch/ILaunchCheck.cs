namespace Lectern.Lti.Launch;

/// <summary>One rule of the specification.</summary>
internal interface ILaunchCheck
{
    /// <returns>Null when the launch keeps the rule.</returns>
    ValueTask<Rejection?> CheckAsync(LaunchContext launch, CancellationToken cancellationToken);
}
