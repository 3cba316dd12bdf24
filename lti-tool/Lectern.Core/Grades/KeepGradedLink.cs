using Lectern.Core.Launches;
using Lectern.Core.ResourceLinks;
using Lectern.Lti;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Grades;

/// <summary>Keeps where the platform of a launched link has its grades. Scores are sent long after the launch.</summary>
internal static class KeepGradedLink
{
    private const int LongestAddress = 2000;
    private static readonly string[] s_scopes = [Scopes.LineItem, Scopes.LineItemReadOnly, Scopes.ResultReadOnly, Scopes.Score];

    /// <param name="video">The video that the link means in this course.</param>
    internal static async Task RunAsync(LecternDbContext database, LtiLaunch lti, LearnedContext learned, Ticket? ticket, Guid? video, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (ticket is null || video is not { } videoId || learned is not { ResourceLink: { } link, Collection: { } collection } || IsOfWholeCourse(lti))
        {
            return;
        }

        var graded = await database.GradedLinks.FirstOrDefaultAsync(l => l.ResourceLinkId == link.Id, cancellationToken);
        if ((graded is null && lti.Grades is null && ticket.Points is null) || !await database.Videos.AnyAsync(v => v.Id == videoId, cancellationToken))
        {
            return;
        }

        var isNew = graded is null;
        graded ??= database.GradedLinks.Add(new GradedLink { ResourceLinkId = link.Id, CollectionId = collection.Id, VideoId = videoId, Points = ticket.Points }).Entity;
        // The course may share another one's collection since.
        graded.CollectionId = collection.Id;
        if (graded.VideoId != videoId && !await AreCopiesAsync(database, graded.VideoId, videoId, cancellationToken))
        {
            // A teacher chose another video for the same link.
            (graded.VideoId, graded.Points) = (videoId, ticket.Points ?? graded.Points);
        }

        if (Learn(graded, lti) && !isNew)
        {
            await QueueRefusedAsync(database, graded, now, cancellationToken);
        }

        // Somebody may have watched before the link was there.
        if (graded.Points is not null && await database.WatchRecords.FirstOrDefaultAsync(
            r => r.CollectionId == graded.CollectionId && r.VideoId == graded.VideoId && r.PersonId == learned.Person.Id, cancellationToken) is { } record)
        {
            await QueueScores.RunAsync(database, graded, record, now, cancellationToken);
        }
    }

    // Canvas gives all that is embedded in a course's texts one link, with the course's own id: it is no single video's. Elsewhere, where ids are small
    // numbers (Moodle), the two are equal by chance.
    private static bool IsOfWholeCourse(LtiLaunch lti) =>
        lti.ResourceLink is { } link && link.Id == lti.Context?.Id && string.Equals(lti.Platform.ProductFamilyCode, "canvas", StringComparison.OrdinalIgnoreCase);

    private static Task<bool> AreCopiesAsync(LecternDbContext database, Guid one, Guid other, CancellationToken cancellationToken) =>
        database.Videos.AnyAsync(v => (v.Id == one && v.CopyOfId == other) || (v.Id == other && v.CopyOfId == one), cancellationToken);

    // Moodle leaves the line item out where the link has several: the one we know stays.
    private static bool Learn(GradedLink graded, LtiLaunch lti)
    {
        var before = (graded.RegistrationId, graded.Scopes, graded.LineItems, graded.LineItem);
        graded.RegistrationId = lti.Registration.Id;
        if (lti.Grades is { } grades)
        {
            graded.Scopes = string.Join(' ', grades.Scopes.Where(s_scopes.Contains).Order(StringComparer.Ordinal));
            graded.LineItems = Fitting(grades.LineItems) ?? graded.LineItems;
            graded.LineItem = Fitting(grades.LineItem) ?? graded.LineItem;
        }

        var changed = before != (graded.RegistrationId, graded.Scopes, graded.LineItems, graded.LineItem);
        graded.Version = changed ? Guid.CreateVersion7() : graded.Version;
        return changed;
    }

    private static string? Fitting(string? address) => address?.Length <= LongestAddress ? address : null;

    // What the platform refused may pass by what it tells now.
    private static async Task QueueRefusedAsync(LecternDbContext database, GradedLink graded, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var score in await database.GradedScores.Where(s => s.LinkId == graded.ResourceLinkId && s.State == ScoreState.Refused).ToListAsync(cancellationToken))
        {
            score.Queue(now);
        }
    }
}
