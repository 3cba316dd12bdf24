using Lectern.Lti.Json;

namespace Lectern.Lti.Launch.Checks;

internal sealed class MessageType : LaunchCheck
{
    protected override Rejection? Check(LaunchContext launch)
    {
        if (launch.Claims.Filled(Claims.MessageType) is not { } type)
        {
            return Rejections.MessageTypeMissing;
        }

        return MessageTypes.Find(type) is null ? Rejections.MessageTypeUnsupported.With(PlainText.Clip(type, 80)) : null;
    }
}
