using Lectern.Lti.Grades;
using Lectern.Lti.Json;

namespace Lectern.Lti.Launch.Checks;

/// <summary>The line item says which work is reviewed. Moodle leaves it out of links with several of them; then the link still says enough to find it.</summary>
internal sealed class ReviewedItem : LaunchCheck
{
    protected override Rejection? Check(LaunchContext launch) =>
        MessageTypes.Find(launch.Claims.Text(Claims.MessageType)) is LtiMessageType.SubmissionReview
        && GradesEndpoint.Read(launch.Claims)?.LineItem is null
        && launch.Claims.Object(Claims.ResourceLink)?.Filled("id") is null
            ? Rejections.ReviewedItemMissing
            : null;
}
