using Lectern.Core.Analytics;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Grades;

/// <summary>Promises the scores that follow from what somebody watched, in the transaction that keeps it. What was earned is never taken back.</summary>
internal static class QueueScores
{
    internal static async Task RunAsync(LecternDbContext database, WatchRecord record, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Courses that share a collection have links and gradebooks of their own.
        var links = await database.GradedLinks
            .Where(l => l.CollectionId == record.CollectionId && l.VideoId == record.VideoId && l.Points != null)
            .Where(l => database.Enrolments.Any(e => e.CourseId == l.ResourceLink.CourseId && e.PersonId == record.PersonId))
            .ToListAsync(cancellationToken);
        foreach (var link in links)
        {
            await RunAsync(database, link, record, now, cancellationToken);
        }
    }

    internal static async Task RunAsync(LecternDbContext database, GradedLink link, WatchRecord record, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var score = await database.GradedScores.FirstOrDefaultAsync(s => s.LinkId == link.ResourceLinkId && s.PersonId == record.PersonId, cancellationToken);
        Run(database, link, record, score, now);
    }

    /// <param name="score">The person's score of the link; null where there is none yet.</param>
    internal static void Run(LecternDbContext database, GradedLink link, WatchRecord record, GradedScore? score, DateTimeOffset now)
    {
        double? earned = record.Percent >= link.FullPointsPercent ? 1 : null;
        if (score is null)
        {
            database.GradedScores.Add(new GradedScore { LinkId = link.ResourceLinkId, PersonId = record.PersonId, Wanted = earned, EarnedAt = earned is null ? null : now, NextAt = now });
        }
        else if (earned is not null && score.Wanted is null)
        {
            (score.Wanted, score.EarnedAt) = (earned, now);
            score.Queue(now);
        }
    }

    /// <summary>Makes it due now.</summary>
    internal static void Queue(this GradedScore score, DateTimeOffset now) =>
        (score.State, score.NextAt, score.Attempts, score.Code, score.Version) = (ScoreState.Queued, now, 0, null, Guid.CreateVersion7());
}
