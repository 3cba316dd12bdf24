using System.Text.Json.Nodes;

namespace Lectern.Lti.DeepLinking;

/// <summary>The grade column the platform makes with a link.</summary>
/// <param name="ScoreMaximum">The most points; above zero.</param>
/// <param name="Label">The column's name, or null for the link's title.</param>
/// <param name="ResourceId">This tool's id of what is graded.</param>
/// <param name="Tag">This tool's word for what the grade means.</param>
/// <param name="GradesReleased">Whether learners see grades at once; null leaves it to the platform.</param>
/// <param name="SubmissionReview">How a grader opens one person's submission, or null.</param>
public sealed record ContentLineItem(
    double ScoreMaximum,
    string? Label = null,
    string? ResourceId = null,
    string? Tag = null,
    bool? GradesReleased = null,
    SubmissionReview? SubmissionReview = null)
{
    internal JsonObject ToJson()
    {
        var json = new JsonObject { ["scoreMaximum"] = ScoreMaximum };
        json.Put("label", Label);
        json.Put("resourceId", ResourceId);
        json.Put("tag", Tag);
        json.Put("gradesReleased", GradesReleased);
        json.Put("submissionReview", SubmissionReview?.ToJson());
        return json;
    }
}
