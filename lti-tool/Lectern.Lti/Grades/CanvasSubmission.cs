using System.Text.Json.Nodes;
using Lectern.Lti.DeepLinking;

namespace Lectern.Lti.Grades;

/// <summary>
/// What a score says to Canvas's SpeedGrader (extension <c>https://canvas.instructure.com/lti/submission</c>); other platforms pass over it. Only the first line item of
/// a link, or one without a link, makes submissions.
/// </summary>
public sealed record CanvasSubmission
{
    /// <summary>The member's name in a score.</summary>
    public const string Name = "https://canvas.instructure.com/lti/submission";

    /// <summary>Whether it counts as an attempt; null is Canvas's default: true unless <see cref="Type"/> is <c>none</c>.</summary>
    public bool? IsNew { get; init; }

    /// <summary><c>none</c>, <c>basic_lti_launch</c>, <c>online_text_entry</c>, <c>external_tool</c>, <c>online_url</c> or <c>online_upload</c>; null is Canvas's default, external_tool.</summary>
    public string? Type { get; init; }

    /// <summary>The address or text handed in. For <c>basic_lti_launch</c> the page SpeedGrader opens, with the grader as the launching person.</summary>
    public string? Data { get; init; }

    /// <summary>When it was handed in; the same time again is the same attempt. More than a minute ahead is refused. AGS's own <see cref="Score.SubmittedAt"/> goes first.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>Keeps the grade there is. Null is Canvas's default, false.</summary>
    public bool? PreserveScore { get; init; }

    /// <summary>Keeps a grade that a person gave by hand. Null is Canvas's default, false.</summary>
    public bool? PrioritizeNonToolGrade { get; init; }

    /// <summary>Files to download; makes the type <c>online_upload</c>.</summary>
    public IReadOnlyList<CanvasFile> Files { get; init; } = [];

    internal JsonObject ToJson()
    {
        var json = new JsonObject();
        json.Put("new_submission", IsNew);
        json.Put("submission_type", Type);
        json.Put("submission_data", Data);
        json.Put("submitted_at", Score.Instant(SubmittedAt));
        json.Put("preserve_score", PreserveScore);
        json.Put("prioritize_non_tool_grade", PrioritizeNonToolGrade);
        var files = Files.Select(file => (JsonNode)new JsonObject { ["type"] = "file", ["url"] = file.Url, ["title"] = file.Title });
        json.Put("content_items", Files.Count == 0 ? null : new JsonArray([.. files]));
        return json;
    }
}
