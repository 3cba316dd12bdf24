using Lectern.Lti.Json;

namespace Lectern.Lti.Launch.Checks;

internal sealed class ForUser : LaunchCheck
{
    protected override Rejection? Check(LaunchContext launch) =>
        MessageTypes.Find(launch.Claims.Text(Claims.MessageType)) is LtiMessageType.SubmissionReview
        && launch.Claims.Object(Claims.ForUser)?.Filled("user_id") is null
            ? Rejections.ForUserMissing
            : null;
}
