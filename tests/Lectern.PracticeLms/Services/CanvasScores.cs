using System.Text.Json;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Services;

/// <summary>Canvas: a score hands in a submission unless told otherwise, and overwrites the teacher's grade unless told otherwise.</summary>
internal static class CanvasScores
{
    public const string Extension = "https://canvas.instructure.com/lti/submission";
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(1);

    public static ScoreVerdict Apply(Score score, Grade before, LineItem item, DateTimeOffset now)
    {
        if (score.Timestamp < before.ScoreTime)
        {
            return ScoreVerdict.Refuse(StatusCodes.Status400BadRequest, "The timestamp is before the last score's.");
        }

        if (score is { Given: not null, Maximum: null })
        {
            return ScoreVerdict.Refuse(StatusCodes.Status422UnprocessableEntity, "There is a scoreGiven without a scoreMaximum.");
        }

        return SubmittedAt(score) > now + Ahead
            ? ScoreVerdict.Refuse(StatusCodes.Status400BadRequest, "The submission lies in the future.")
            : ScoreVerdict.Take(Graded(score, before, item) with
            {
                ActivityProgress = score.ActivityProgress,
                GradingProgress = score.GradingProgress,
                Written = now,
                ScoreTime = score.Timestamp,
            });
    }

    private static Grade Graded(Score score, Grade before, LineItem item)
    {
        var submitted = Submitted(score, before);
        var teachersStays = before.Overridden && LineItem.Flag(Options(score), "prioritize_non_tool_grade") == true;
        var counts = score.GradingProgress is "FullyGraded" or "PendingManual" && !teachersStays;
        if (counts && score.On(item) is { } points)
        {
            return submitted with { Score = points, Comment = score.Comment.Length > 0 ? score.Comment : before.Comment, Overridden = false };
        }

        // New work without a grade empties the cell, unless the tool asks to keep what is there.
        var isNewWork = submitted.Submissions.Count > before.Submissions.Count;
        var keeps = teachersStays || !isNewWork || LineItem.Flag(Options(score), "preserve_score") == true;
        return keeps ? submitted : submitted with { Score = null, Overridden = false };
    }

    /// <summary>The same time of submission again is the same attempt.</summary>
    private static Grade Submitted(Score score, Grade before)
    {
        var type = LineItem.Text(Options(score), "submission_type");
        var wanted = LineItem.Flag(Options(score), "new_submission") ?? type != "none";
        var handedIn = score.ActivityProgress is "Submitted" or "Completed";
        var at = SubmittedAt(score);
        return wanted && handedIn && (at is null || !before.Submissions.Exists(known => known.SubmittedAt == at))
            ? before with { Submissions = before.Submissions.Add(new Submission(at, type, LineItem.Text(Options(score), "submission_data"))) }
            : before;
    }

    private static DateTimeOffset? SubmittedAt(Score score) => score.SubmittedAt ?? Score.Time(LineItem.Text(Options(score), "submitted_at"));

    private static JsonElement Options(Score score) => score.CanvasSubmission ?? default;
}
