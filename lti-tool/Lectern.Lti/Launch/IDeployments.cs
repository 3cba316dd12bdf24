namespace Lectern.Lti.Launch;

/// <summary>The host's deployments.</summary>
public interface IDeployments
{
    /// <summary>Finds a deployment.</summary>
    /// <param name="registrationId">The registration it belongs to.</param>
    /// <param name="deploymentId">The platform's id: case-sensitive printable ASCII, at most 255 characters.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What is known.</returns>
    ValueTask<DeploymentStatus> FindAsync(Guid registrationId, string deploymentId, CancellationToken cancellationToken);
}
