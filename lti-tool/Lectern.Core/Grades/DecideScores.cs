using Lectern.Core.Governance;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Grades;

/// <summary>A teacher's word where the LMS has another grade than ours, and on what was refused. Each is audited.</summary>
public sealed class DecideScores(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    /// <summary>False when it is not this launch's to decide. Deciding what was decided changes nothing.</summary>
    public async Task<bool> RunAsync(Launch launch, Guid scoreId, ScoreDecision decision, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (!launch.CanGrade() || await database.GradedScores.FirstOrDefaultAsync(s => s.Id == scoreId && s.Link.ResourceLink.CourseId == launch.CourseId, cancellationToken) is not { } score)
        {
            return false;
        }

        if (!Apply(score, decision))
        {
            return true;
        }

        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = Actors.Of(launch.PersonId), Act = ActOf(decision), Subject = score.PersonId.ToString(), Detail = score.LinkId.ToString() });
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another teacher decided at the same moment: theirs counts, and the page shows it.
        }

        return true;
    }

    private bool Apply(GradedScore score, ScoreDecision decision)
    {
        switch (decision, score.State)
        {
            case (ScoreDecision.KeepTheirs, ScoreState.Differs):
                (score.State, score.Code, score.Version) = (ScoreState.Kept, null, Guid.CreateVersion7());
                return true;
            case (ScoreDecision.SendOurs, ScoreState.Differs or ScoreState.Kept):
                score.MayReplace = true;
                score.Queue(time.GetUtcNow());
                return true;
            case (ScoreDecision.TryAgain, ScoreState.Refused):
                score.Queue(time.GetUtcNow());
                return true;
            default:
                return false;
        }
    }

    private static string ActOf(ScoreDecision decision) => decision switch
    {
        ScoreDecision.KeepTheirs => Acts.KeepGrade,
        ScoreDecision.SendOurs => Acts.ReplaceGrade,
        _ => Acts.RetryGrade,
    };
}

public enum ScoreDecision
{
    KeepTheirs,
    SendOurs,
    TryAgain,
}
