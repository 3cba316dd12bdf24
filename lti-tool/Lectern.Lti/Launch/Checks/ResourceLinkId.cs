using Lectern.Lti.Json;

namespace Lectern.Lti.Launch.Checks;

internal sealed class ResourceLinkId : LaunchCheck
{
    protected override Rejection? Check(LaunchContext launch) =>
        MessageTypes.Find(launch.Claims.Text(Claims.MessageType)) is LtiMessageType.ResourceLink
        && launch.Claims.Object(Claims.ResourceLink)?.Filled("id") is null
            ? Rejections.ResourceLinkMissing
            : null;
}
