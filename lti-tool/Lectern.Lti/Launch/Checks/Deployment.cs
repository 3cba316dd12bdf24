using Lectern.Lti.Json;

namespace Lectern.Lti.Launch.Checks;

internal sealed class Deployment(IDeployments deployments) : ILaunchCheck
{
    public async ValueTask<Rejection?> CheckAsync(LaunchContext launch, CancellationToken cancellationToken)
    {
        var id = launch.Claims.Text(Claims.DeploymentId)!;
        return await deployments.FindAsync(launch.Registration!.Id, id, cancellationToken) switch
        {
            DeploymentStatus.Known => null,
            DeploymentStatus.Pending => Rejections.DeploymentPending with { DeploymentId = id },
            DeploymentStatus.Refused => Rejections.DeploymentRefused with { DeploymentId = id },
            _ => Rejections.DeploymentUnknown with { DeploymentId = id },
        };
    }
}
