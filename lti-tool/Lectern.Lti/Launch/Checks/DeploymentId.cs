using Lectern.Lti.Json;

namespace Lectern.Lti.Launch.Checks;

internal sealed class DeploymentId : LaunchCheck
{
    protected override Rejection? Check(LaunchContext launch) => launch.Claims.Filled(Claims.DeploymentId) is null ? Rejections.DeploymentMissing : null;
}
