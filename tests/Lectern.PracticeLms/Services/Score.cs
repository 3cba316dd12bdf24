using System.Globalization;
using System.Text.Json;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Services;

/// <summary>A score as a tool posted it (Assignment and Grade Services 2.0 §3.4).</summary>
internal sealed record Score
{
    private static readonly string[] Activity = ["Initialized", "Started", "InProgress", "Submitted", "Completed"];
    private static readonly string[] Grading = ["FullyGraded", "Pending", "PendingManual", "Failed", "NotReady"];

    public required string UserId { get; init; }
    public required DateTimeOffset Timestamp { get; init; }
    public required string ActivityProgress { get; init; }
    public required string GradingProgress { get; init; }
    public double? Given { get; init; }
    public double? Maximum { get; init; }
    public string Comment { get; init; } = "";
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>Canvas's extension, as it came.</summary>
    public JsonElement? CanvasSubmission { get; init; }

    public bool IsFinal => GradingProgress == "FullyGraded" && Given is not null;

    /// <summary>The points given, on the column's scale.</summary>
    public double? On(LineItem item) => Given is { } given && Maximum is { } maximum and > 0 ? given * item.ScoreMaximum / maximum : null;

    public static (Score? Score, string? Fault) Read(JsonElement body)
    {
        var user = LineItem.Text(body, "userId") ?? LineItem.Number(body, "userId")?.ToString(CultureInfo.InvariantCulture);
        var (activity, grading) = (LineItem.Text(body, "activityProgress"), LineItem.Text(body, "gradingProgress"));
        if (string.IsNullOrEmpty(user))
        {
            return (null, "There is no userId.");
        }

        if (Time(LineItem.Text(body, "timestamp")) is not { } timestamp)
        {
            return (null, "There is no timestamp (ISO 8601, with its offset).");
        }

        if (activity is null || grading is null || !Activity.Contains(activity) || !Grading.Contains(grading))
        {
            return (null, "The activityProgress or the gradingProgress is none of those that exist.");
        }

        var (given, maximum) = (LineItem.Number(body, "scoreGiven"), LineItem.Number(body, "scoreMaximum"));
        return given < 0 || maximum <= 0
            ? (null, "The scoreGiven is below zero, or the scoreMaximum not above it.")
            : (new Score
            {
                UserId = user,
                Timestamp = timestamp,
                ActivityProgress = activity,
                GradingProgress = grading,
                Given = given,
                Maximum = maximum,
                Comment = LineItem.Text(body, "comment") ?? "",
                SubmittedAt = LineItem.Object(body, "submission") is { } submission ? Time(LineItem.Text(submission, "submittedAt")) : null,
                CanvasSubmission = LineItem.Object(body, CanvasScores.Extension),
            }, null);
    }

    /// <summary>An instant without an offset could mean any hour, so it is none.</summary>
    public static DateTimeOffset? Time(string? text) =>
        text is not null && HasOffset(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant) ? instant : null;

    private static bool HasOffset(string text) => text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal);
}
