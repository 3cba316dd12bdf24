using System.Globalization;
using System.Text.Json.Nodes;
using Lectern.Lti.DeepLinking;

namespace Lectern.Lti.Grades;

/// <summary>
/// One person's score (AGS 2.0 §3.4). Two things are the sender's to keep: <see cref="Timestamp"/> grows from score to score of a person, and a score that
/// <see cref="MayClearGrade"/> is not sent over a grade that stands.
/// </summary>
public sealed record Score
{
    /// <summary>The person: a launch's subject.</summary>
    public required string UserId { get; init; }

    /// <summary>When it was made, sent in milliseconds. Moodle 4.5 compares it with its own clock of the last write, so take the moment of sending.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>How far the person is.</summary>
    public required ActivityProgress ActivityProgress { get; init; }

    /// <summary>How far the grading is.</summary>
    public required GradingProgress GradingProgress { get; init; }

    /// <summary>Points, from zero; more than <see cref="ScoreMaximum"/> is extra credit. Null says nothing on points, or takes them away: see <see cref="MayClearGrade"/>.</summary>
    public double? ScoreGiven { get; init; }

    /// <summary>The most points, above zero; needed with <see cref="ScoreGiven"/>. The platform scales to its line item.</summary>
    public double? ScoreMaximum { get; init; }

    /// <summary>Words for the person. Moodle clears its feedback when there are none.</summary>
    public string? Comment { get; init; }

    /// <summary>When the person began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the person handed in.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>Words to Canvas, or null.</summary>
    public CanvasSubmission? Canvas { get; init; }

    /// <summary>True when some platform takes this for the deletion of the grade the person has: Moodle anything not fully graded or without points.</summary>
    public bool MayClearGrade => GradingProgress != GradingProgress.FullyGraded || ScoreGiven is null;

    internal static string? Instant(DateTimeOffset? instant) => instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    internal JsonObject ToJson()
    {
        Check();
        var json = new JsonObject
        {
            ["userId"] = UserId,
            ["timestamp"] = Instant(Timestamp),
            ["activityProgress"] = ActivityProgress.ToString(),
            ["gradingProgress"] = GradingProgress.ToString(),
        };
        json.Put("scoreGiven", ScoreGiven);
        json.Put("scoreMaximum", ScoreMaximum);
        json.Put("comment", Comment);
        json.Put("submission", Submission());
        json.Put(CanvasSubmission.Name, Canvas?.ToJson());
        return json;
    }

    private void Check()
    {
        if (string.IsNullOrEmpty(UserId))
        {
            throw new InvalidOperationException("A score is somebody's.");
        }

        if (ScoreGiven is { } given && (!double.IsFinite(given) || given < 0 || ScoreMaximum is null))
        {
            throw new InvalidOperationException("Points are a number from zero and come with their maximum.");
        }

        if (ScoreMaximum is { } maximum && !(double.IsFinite(maximum) && maximum > 0))
        {
            throw new InvalidOperationException("The most points are a number above zero.");
        }
    }

    private JsonObject? Submission()
    {
        var submission = new JsonObject();
        submission.Put("startedAt", Instant(StartedAt));
        submission.Put("submittedAt", Instant(SubmittedAt));
        return submission.Count == 0 ? null : submission;
    }
}
