using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.Lti.DeepLinking;
using Lectern.Lti.Json;

namespace Lectern.Lti.Grades;

/// <summary>What a line item says (AGS 2.0 §3.2).</summary>
public sealed record LineItemContent
{
    private const string CanvasKind = "https://canvas.instructure.com/lti/submission_type";

    /// <summary>The column's name. Changing it renames the assignment on Canvas, the column alone on Moodle.</summary>
    public required string Label { get; init; }

    /// <summary>The most points; above zero. Changing it rescales the grades Moodle has.</summary>
    public required double ScoreMaximum { get; init; }

    /// <summary>This tool's id of what is graded.</summary>
    public string? ResourceId { get; init; }

    /// <summary>This tool's word for what the grade means.</summary>
    public string? Tag { get; init; }

    /// <summary>The link it belongs to. Null makes a column of its own; Blackboard takes no other by this way.</summary>
    public string? ResourceLinkId { get; init; }

    /// <summary>When work may begin; Moodle drops it.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>When work has to be in; Moodle drops it.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>Whether learners see grades at once; null leaves it to the platform.</summary>
    public bool? GradesReleased { get; init; }

    /// <summary>How a grader opens one person's submission, or null.</summary>
    public SubmissionReview? SubmissionReview { get; init; }

    /// <summary>Canvas only, and only when the item is made: the address the new assignment opens. Null makes an assignment without one.</summary>
    public string? CanvasLaunchUrl { get; init; }

    internal static LineItemContent? Read(JsonElement item) =>
        item.Text("label") is { } label && item.Number("scoreMaximum") is { } maximum
            ? new LineItemContent
            {
                Label = label,
                ScoreMaximum = maximum,
                ResourceId = item.Filled("resourceId"),
                Tag = item.Filled("tag"),
                ResourceLinkId = item.Id("resourceLinkId"),
                Start = item.Time("startDateTime"),
                End = item.Time("endDateTime"),
                GradesReleased = item.Flag("gradesReleased"),
                SubmissionReview = SubmissionReview.Read(item.Get("submissionReview")),
            }
            : null;

    internal JsonObject ToJson()
    {
        if (string.IsNullOrWhiteSpace(Label) || !(ScoreMaximum > 0 && double.IsFinite(ScoreMaximum)))
        {
            throw new InvalidOperationException("A line item needs a label and points above zero.");
        }

        var json = new JsonObject { ["label"] = Label, ["scoreMaximum"] = ScoreMaximum };
        json.Put("resourceId", ResourceId);
        json.Put("tag", Tag);
        json.Put("resourceLinkId", ResourceLinkId);
        json.Put("startDateTime", Start);
        json.Put("endDateTime", End);
        json.Put("gradesReleased", GradesReleased);
        json.Put("submissionReview", SubmissionReview?.ToJson());
        json.Put(CanvasKind, CanvasLaunchUrl is null ? null : new JsonObject { ["type"] = "external_tool", ["external_tool_url"] = CanvasLaunchUrl });
        return json;
    }
}
