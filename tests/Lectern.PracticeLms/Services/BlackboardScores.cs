using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Services;

/// <summary>Blackboard: only Initialized with NotReady and no points takes a grade away; a teacher's override stays over it.</summary>
internal static class BlackboardScores
{
    public static ScoreVerdict Apply(Score score, Grade before, LineItem item, DateTimeOffset now)
    {
        if (score is { Given: not null, Maximum: null })
        {
            return ScoreVerdict.Refuse(StatusCodes.Status400BadRequest, "There is a scoreGiven without a scoreMaximum.");
        }

        if (score.Timestamp <= before.ScoreTime)
        {
            return ScoreVerdict.Refuse(StatusCodes.Status409Conflict, "There is a score with this timestamp or a later one.");
        }

        return ScoreVerdict.Take(before with
        {
            Score = before.Overridden ? before.Score : Points(score, before, item),
            Comment = score.Comment,
            ActivityProgress = score.ActivityProgress,
            GradingProgress = score.GradingProgress,
            Written = now,
            ScoreTime = score.Timestamp,
        });
    }

    private static double? Points(Score score, Grade before, LineItem item) => score switch
    {
        { Given: null, ActivityProgress: "Initialized", GradingProgress: "NotReady" } => null,
        { Given: null } => before.Score,
        _ => score.On(item),
    };
}
