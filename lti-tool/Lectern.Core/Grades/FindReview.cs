using Lectern.Core.Contexts;
using Lectern.Core.Launches;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Grades;

/// <summary>Whose work of which link a grader is to see: by a submission review, or by the address that Canvas keeps with a submission.</summary>
internal static class FindReview
{
    /// <summary>Name of a score's id in a submission's address.</summary>
    internal const string ScoreParameter = "r";

    /// <summary>Null for a launch that is no review. A review of what is not of this course, or of nobody we know here, has nothing in it.</summary>
    internal static async Task<Review?> RunAsync(LecternDbContext database, LtiLaunch lti, LearnedContext learned, string? scoreId, CancellationToken cancellationToken)
    {
        var course = learned.Course?.Id;
        var links = database.GradedLinks.Where(l => l.ResourceLink.CourseId == course);
        if (lti.Review is { } asked)
        {
            var link = await LinkAsync(database, links, learned, asked, cancellationToken);
            return new Review(link?.ResourceLinkId, await PersonAsync(database, learned, asked.ForUser.UserId, cancellationToken), link?.VideoId);
        }

        if (!Guid.TryParseExact(scoreId, "n", out var id))
        {
            return null;
        }

        var score = await database.GradedScores.Where(s => s.Id == id && links.Any(l => l.ResourceLinkId == s.LinkId)).Select(s => new { s.LinkId, s.PersonId, s.Link.VideoId }).FirstOrDefaultAsync(cancellationToken);
        return new Review(score?.LinkId, score?.PersonId, score?.VideoId);
    }

    private static async Task<GradedLink?> LinkAsync(LecternDbContext database, IQueryable<GradedLink> links, LearnedContext learned, SubmissionReviewLaunch asked, CancellationToken cancellationToken)
    {
        var (lineItem, linkId) = (asked.LineItem, asked.ResourceLinkId);
        return await links.FirstOrDefaultAsync(l => lineItem != null && l.LineItem == lineItem, cancellationToken)
            ?? await links.FirstOrDefaultAsync(l => linkId != null && l.ResourceLink.ResourceLinkId == linkId && (lineItem == null || l.LineItem == null), cancellationToken)
            // The first launch of the link may be its review.
            ?? database.GradedLinks.Local.FirstOrDefault(l => l.ResourceLinkId == learned.ResourceLink?.Id && (lineItem == null || l.LineItem == lineItem));
    }

    // Platforms may name anybody: only those who study here, or watched here, are this course's to see.
    private static Task<Guid?> PersonAsync(LecternDbContext database, LearnedContext learned, string subject, CancellationToken cancellationToken)
    {
        var (platform, course, collection) = (learned.Person.PlatformId, learned.Course?.Id, learned.Collection?.Id);
        return database.People
            .Where(p => p.PlatformId == platform && p.Subject == subject)
            .Where(p => database.Enrolments.Any(e => e.CourseId == course && e.PersonId == p.Id
                && (e.Role == CourseRole.Learner || database.WatchRecords.Any(r => r.CollectionId == collection && r.PersonId == p.Id))))
            .Select(p => (Guid?)p.Id)
            .FirstOrDefaultAsync(cancellationToken);
    }
}

/// <param name="LinkId">Null where the line item is none of this course's.</param>
/// <param name="PersonId">Null where the person is none of this course's.</param>
internal sealed record Review(Guid? LinkId, Guid? PersonId, Guid? VideoId);
