using Lectern.Lti;
using Lectern.Lti.Grades;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lectern.Core.Grades;

/// <summary>
/// Sends the scores that were promised, one at a time. A grade that somebody gave in the LMS stays until a teacher says otherwise, and what is no
/// final score is never sent over one. A sender that dies leaves a row that is due again.
/// </summary>
public sealed partial class SendScores(IDbContextFactory<LecternDbContext> databases, Gradebook gradebook, LinkLineItems lineItems, TimeProvider time, ILogger<SendScores> logger)
{
    /// <summary>How long one sender has; then another may take the row.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan[] s_waits =
        [TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1)];

    /// <summary>Sends the one that is due longest. False when none is.</summary>
    /// <param name="launchAddress">Where Canvas opens a submission.</param>
    public async Task<bool> RunNextAsync(string launchAddress, CancellationToken cancellationToken)
    {
        if (await TakeAsync(cancellationToken) is not { } score)
        {
            return false;
        }

        var claimed = score.Version;
        await TryAsync(score, launchAddress, cancellationToken);
        await KeepAsync(score, claimed, cancellationToken);
        return true;
    }

    // One row that can't be worked on never stops the others.
    private async Task TryAsync(GradedScore score, string launchAddress, CancellationToken cancellationToken)
    {
        try
        {
            await WorkAsync(score, launchAddress, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception, score.Id);
            PutOff(score, null);
        }
    }

    private async Task<GradedScore?> TakeAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        while (true)
        {
            var now = time.GetUtcNow();
            var due = await database.GradedScores.AsNoTracking()
                .Include(s => s.Person).Include(s => s.Link.ResourceLink).Include(s => s.Link.Registration)
                .Where(s => s.State == ScoreState.Queued && s.NextAt <= now && s.Link.Points != null)
                // Of those that were put off together, the one that fails again and again is last.
                .OrderBy(s => s.NextAt).ThenBy(s => s.Attempts).FirstOrDefaultAsync(cancellationToken);
            if (due is null)
            {
                return null;
            }

            // Moodle compares whole seconds. The stamp is kept before it goes out, so that none comes twice.
            var (seen, stamp) = (due.Version, due.StampedAt?.AddSeconds(1) is { } next && next > now ? next : now);
            (due.Version, due.NextAt, due.StampedAt) = (Guid.CreateVersion7(), now + Lease, stamp);
            var taken = await database.GradedScores.Where(s => s.Id == due.Id && s.Version == seen).ExecuteUpdateAsync(
                set => set.SetProperty(s => s.Version, due.Version).SetProperty(s => s.NextAt, due.NextAt).SetProperty(s => s.StampedAt, due.StampedAt), cancellationToken);
            if (taken == 1)
            {
                return due;
            }
        }
    }

    private async Task WorkAsync(GradedScore score, string launchAddress, CancellationToken cancellationToken)
    {
        if (await lineItems.FindOrMakeAsync(score.Link, cancellationToken) is not { } found)
        {
            PutOff(score, null);
            return;
        }

        if (!found.IsAccepted)
        {
            await PutAsync(score, found.Rejection, cancellationToken);
            return;
        }

        var standing = await gradebook.ReadAsync(score.Link, found.Value, score.Person.Subject, cancellationToken);
        if (standing is { IsAccepted: false })
        {
            await PutAsync(score, standing.Rejection, cancellationToken);
            await lineItems.ForgetGoneAsync(score.Link, standing.Rejection, cancellationToken);
            return;
        }

        if (!Judge(score, standing?.Value))
        {
            return;
        }

        var outcome = await gradebook.PostAsync(score.Link, found.Value, await ScoreAsync(score, standing?.Value?.Comment, launchAddress, cancellationToken), cancellationToken);
        if (outcome.Kind != ScoreOutcomeKind.Done)
        {
            await PutAsync(score, outcome.Reason!, cancellationToken, isSuperseded: outcome.Kind == ScoreOutcomeKind.Superseded);
            await lineItems.ForgetGoneAsync(score.Link, outcome.Reason!, cancellationToken);
            return;
        }

        Settle(score, score.Wanted);
        if (score.MayReplace)
        {
            await SeeWhetherReplacedAsync(score, found.Value, cancellationToken);
        }
    }

    /// <summary>Whether the score goes out, by what stands in the LMS.</summary>
    /// <param name="standing">Null where the platform doesn't tell: its own rules keep a teacher's grade then.</param>
    private bool Judge(GradedScore score, StandingGrade? standing)
    {
        if (score.Wanted is null)
        {
            // That somebody is still at it deletes a grade on Moodle: it is told only where we know that there is none.
            if (standing is { Part: null } && score.Sent is null)
            {
                return true;
            }

            Settle(score, score.Sent);
            return false;
        }

        if (standing is null || StandingGrade.Same(standing.Part, score.Sent) || (score.MayReplace && StandingGrade.Same(standing.Part, score.InLms)))
        {
            return true;
        }

        if (StandingGrade.Same(standing.Part, score.Wanted))
        {
            Settle(score, score.Wanted);
            return false;
        }

        (score.State, score.InLms, score.MayReplace, score.Code) = (ScoreState.Differs, standing.Part, false, null);
        return false;
    }

    // Moodle's teacher keeps an overridden grade whatever a tool sends, and doesn't tell the tool.
    private async Task SeeWhetherReplacedAsync(GradedScore score, string lineItem, CancellationToken cancellationToken)
    {
        var standing = await gradebook.ReadAsync(score.Link, lineItem, score.Person.Subject, cancellationToken);
        score.MayReplace = false;
        if (standing is { IsAccepted: true } && !StandingGrade.Same(standing.Value.Part, score.Wanted))
        {
            (score.State, score.InLms) = (ScoreState.Differs, standing.Value.Part);
        }
    }

    private async Task<Score> ScoreAsync(GradedScore score, string? comment, string launchAddress, CancellationToken cancellationToken)
    {
        if (score.Wanted is not { } earned)
        {
            return new Score
            {
                UserId = score.Person.Subject,
                Timestamp = score.StampedAt!.Value,
                ActivityProgress = ActivityProgress.InProgress,
                GradingProgress = GradingProgress.NotReady,
                Canvas = new CanvasSubmission { IsNew = false, PreserveScore = true, PrioritizeNonToolGrade = true },
            };
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var began = await database.WatchRecords
            .Where(r => r.CollectionId == score.Link.CollectionId && r.VideoId == score.Link.VideoId && r.PersonId == score.PersonId)
            .Select(r => (DateTimeOffset?)r.FirstAt).FirstOrDefaultAsync(cancellationToken);
        return new Score
        {
            UserId = score.Person.Subject,
            Timestamp = score.StampedAt!.Value,
            ActivityProgress = ActivityProgress.Completed,
            GradingProgress = GradingProgress.FullyGraded,
            ScoreGiven = earned * score.Link.Points!.Value,
            ScoreMaximum = score.Link.Points.Value,
            // Moodle clears the feedback where none comes.
            Comment = comment,
            StartedAt = began,
            SubmittedAt = score.EarnedAt,
            Canvas = new CanvasSubmission
            {
                Type = "basic_lti_launch",
                Data = $"{launchAddress}?{FindReview.ScoreParameter}={score.Id:n}",
                PrioritizeNonToolGrade = !score.MayReplace,
            },
        };
    }

    private void Settle(GradedScore score, double? sent)
    {
        (score.State, score.Code, score.Attempts) = (ScoreState.Settled, null, 0);
        (score.SentAt, score.Sent) = (StandingGrade.Same(sent, score.Sent) ? score.SentAt : time.GetUtcNow(), sent);
    }

    private async Task PutAsync(GradedScore score, Rejection rejection, CancellationToken cancellationToken, bool isSuperseded = false)
    {
        score.Code = rejection.Code.Value;
        if (isSuperseded)
        {
            PutOff(score, rejection.RetryAfter);
            return;
        }

        if (!rejection.IsTransient)
        {
            score.State = ScoreState.Refused;
            return;
        }

        PutOff(score, rejection.RetryAfter);
        await PutOffOthersAsync(score, cancellationToken);
    }

    /// <param name="asked">How long the platform asks to wait, if it does.</param>
    private void PutOff(GradedScore score, TimeSpan? asked)
    {
        var wait = s_waits[Math.Min(score.Attempts, s_waits.Length - 1)];
        score.NextAt = time.GetUtcNow() + (asked > wait ? asked.Value : wait);
        score.Attempts++;
    }

    // An LMS that doesn't answer is not asked again for each of its scores while those of others wait.
    private async Task PutOffOthersAsync(GradedScore score, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var (now, next, registration) = (time.GetUtcNow(), score.NextAt, score.Link.RegistrationId);
        await database.GradedScores
            .Where(s => s.Id != score.Id && s.State == ScoreState.Queued && s.NextAt <= now && database.GradedLinks.Any(l => l.ResourceLinkId == s.LinkId && l.RegistrationId == registration))
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.NextAt, next), cancellationToken);
    }

    private async Task KeepAsync(GradedScore score, Guid claimed, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var next = Guid.CreateVersion7();
        var kept = await database.GradedScores.Where(s => s.Id == score.Id && s.Version == claimed).ExecuteUpdateAsync(
            set => set
                .SetProperty(s => s.State, score.State).SetProperty(s => s.Sent, score.Sent).SetProperty(s => s.SentAt, score.SentAt)
                .SetProperty(s => s.InLms, score.InLms).SetProperty(s => s.MayReplace, score.MayReplace)
                .SetProperty(s => s.Attempts, score.Attempts).SetProperty(s => s.NextAt, score.NextAt)
                .SetProperty(s => s.Code, score.Code).SetProperty(s => s.Version, next),
            cancellationToken);
        if (kept == 0 && score.Sent is not null)
        {
            // More was earned meanwhile. What went out still counts, so that it is not taken for somebody else's grade.
            await database.GradedScores.Where(s => s.Id == score.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.Sent, score.Sent).SetProperty(s => s.SentAt, score.SentAt).SetProperty(s => s.Version, next), cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Score {Score} could not be sent; it is tried again later")]
        internal static partial void Failed(ILogger logger, Exception exception, Guid score);
    }
}
