using Lectern.Lti.Json;

namespace Lectern.Lti.Launch.Checks;

/// <summary>Required where somebody opens a course's link; in a deep linking or privacy message the claim is optional and its lack gives no rights.</summary>
internal sealed class Roles : LaunchCheck
{
    protected override Rejection? Check(LaunchContext launch) =>
        MessageTypes.Find(launch.Claims.Text(Claims.MessageType)) is LtiMessageType.ResourceLink or LtiMessageType.SubmissionReview
        && launch.Claims.Get(Claims.Roles) is null
            ? Rejections.RolesMissing
            : null;
}
