using System.Globalization;
using System.Text.Json;

namespace Lectern.PracticeLms.State;

/// <summary>A column of the gradebook that a tool asked for.</summary>
internal sealed record LineItem
{
    public required string Id { get; init; }
    public required string CourseId { get; init; }
    public required string ToolId { get; init; }
    public required string Label { get; init; }
    public required double ScoreMaximum { get; init; }

    /// <summary>The link it belongs to; null for a column that stands by itself.</summary>
    public string? ResourceLinkId { get; init; }
    public string ResourceId { get; init; } = "";
    public string Tag { get; init; } = "";
    public string? StartDateTime { get; init; }
    public string? EndDateTime { get; init; }
    public bool? GradesReleased { get; init; }

    /// <summary>What the tool said about reviews of submissions, verbatim; null offers none.</summary>
    public JsonElement? SubmissionReview { get; init; }

    /// <summary>The column of an activity that was made with one.</summary>
    public static LineItem Of(Activity activity, JsonElement chosen, bool calledLikeActivity) => new()
    {
        Id = activity.LineItemId!,
        CourseId = activity.CourseId,
        ToolId = activity.ToolId,
        Label = calledLikeActivity ? activity.Title : Text(chosen, "label") ?? activity.Title,
        ScoreMaximum = Number(chosen, "scoreMaximum") ?? 100,
        ResourceLinkId = activity.ResourceLinkId,
        ResourceId = Text(chosen, "resourceId") ?? "",
        Tag = Text(chosen, "tag") ?? "",
        GradesReleased = Flag(chosen, "gradesReleased"),
        SubmissionReview = Object(chosen, "submissionReview"),
    };

    public static string? Text(JsonElement json, string name) => Find(json, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static double? Number(JsonElement json, string name) => Find(json, name) switch
    {
        { ValueKind: JsonValueKind.Number } value => value.GetDouble(),
        { ValueKind: JsonValueKind.String } value when double.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    public static bool? Flag(JsonElement json, string name) => Find(json, name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static JsonElement? Object(JsonElement json, string name) => Find(json, name) is { ValueKind: JsonValueKind.Object } value ? value.Clone() : null;

    private static JsonElement? Find(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : null;
}
