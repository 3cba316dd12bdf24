using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Services;

/// <summary>Moodle 4.5: whatever is not final takes the grade away, and a score must be later than our own last write.</summary>
internal static class MoodleScores
{
    public static ScoreVerdict Apply(Score score, Grade before, LineItem item, DateTimeOffset now)
    {
        if (score is { Given: not null, Maximum: null })
        {
            return ScoreVerdict.Refuse(StatusCodes.Status400BadRequest, "There is a scoreGiven without a scoreMaximum.");
        }

        if (before.Written != default && score.Timestamp.ToUnixTimeSeconds() <= before.Written.ToUnixTimeSeconds())
        {
            return ScoreVerdict.Refuse(StatusCodes.Status409Conflict, "Refusing score with an earlier timestamp");
        }

        // The teacher's own grade stays; the tool is not told.
        return ScoreVerdict.Take(before with
        {
            Score = before.Overridden ? before.Score : score.IsFinal ? Math.Min(score.On(item)!.Value, item.ScoreMaximum) : null,
            Comment = before.Overridden ? before.Comment : score.Comment,
            ActivityProgress = score.ActivityProgress,
            GradingProgress = score.GradingProgress,
            Written = now,
            ScoreTime = score.Timestamp,
        });
    }
}
