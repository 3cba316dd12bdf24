using Lectern.Lti.DeepLinking;
using Lectern.Lti.Json;

namespace Lectern.Lti.Launch.Checks;

internal sealed class DeepLinkingRequest : LaunchCheck
{
    protected override Rejection? Check(LaunchContext launch) =>
        MessageTypes.Find(launch.Claims.Text(Claims.MessageType)) is LtiMessageType.DeepLinking
        && DeepLinkingSettings.Read(launch.Claims.Get(Claims.DeepLinkingSettings)) is null
            ? Rejections.DeepLinkingSettingsMissing
            : null;
}
