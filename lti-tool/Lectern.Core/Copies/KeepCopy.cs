using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Database;
using Lectern.Core.Launches;
using Lectern.Core.ResourceLinks;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Copies;

/// <summary>
/// The first launch of a copied link gives its course the video it names, by reference: this one item, and only to play. Where nothing shows
/// that the course may have it, the video's teachers are asked.
/// </summary>
public sealed class KeepCopy(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, TimeProvider time)
{
    /// <summary>Looks once more, after more was learned of the course's teachers.</summary>
    public async Task RunAgainAsync(Guid launchId, Ticket ticket, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var launch = await database.Launches.Include(l => l.Person).Include(l => l.Course).Include(l => l.Collection).FirstAsync(l => l.Id == launchId, cancellationToken);
        await RunAsync(database, new LearnedContext(launch.Person, launch.Course, launch.Collection, null), launch.Role, ticket, cancellationToken);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (errors.IsUniqueViolation(exception))
        {
            // Another launch gave it to the course, or asked, at the same moment.
        }
    }

    /// <summary>False when the course may not play it yet, and its teachers were asked.</summary>
    internal async Task<bool> RunAsync(LecternDbContext database, LearnedContext learned, CourseRole role, Ticket ticket, CancellationToken cancellationToken)
    {
        if (learned is not { Course: { } course, Collection: { } collection }
            || await database.Items.AnyAsync(i => i.CollectionId == collection.Id && i.VideoId == ticket.VideoId, cancellationToken))
        {
            // A teacher who took it out of this course has decided.
            return true;
        }

        IReadOnlyCollection<Guid> teachers = role == CourseRole.Instructor ? [learned.Person.Id] : [];
        var found = await FindCopiedItem.RunAsync(database, course, ticket, teachers, cancellationToken);
        if (found is not null
            && await PolicyAsync(database, found.Collection.CourseId, cancellationToken) == CopyPolicy.Reference
            && await PolicyAsync(database, ticket.CourseId, cancellationToken) == CopyPolicy.Reference)
        {
            database.Items.Add(Reference(found, collection.Id));
            return true;
        }

        await AskAsync(database, learned.Person, collection, ticket, cancellationToken);
        return false;
    }

    // Its sections and dates were those of another course and another term.
    private CollectionItem Reference(CollectionItem item, Guid collectionId) => new()
    {
        CollectionId = collectionId,
        VideoId = item.VideoId,
        Title = item.Title,
        Visibility = item.Visibility,
        PublishWhenCaptioned = item.PublishWhenCaptioned,
        PublishedAt = item.Visibility == Visibility.Published ? time.GetUtcNow() : null,
        CopiedFromId = item.Collection.CourseId,
        AddedAt = time.GetUtcNow(),
    };

    private async Task AskAsync(LecternDbContext database, Person person, Collection collection, Ticket ticket, CancellationToken cancellationToken)
    {
        if (await database.Videos.AnyAsync(v => v.Id == ticket.VideoId && v.DeletedAt == null, cancellationToken)
            && !await database.CopyRequests.AnyAsync(r => r.VideoId == ticket.VideoId && r.CollectionId == collection.Id, cancellationToken))
        {
            database.CopyRequests.Add(new CopyRequest { VideoId = ticket.VideoId, CollectionId = collection.Id, PersonId = person.Id, AskedAt = time.GetUtcNow() });
        }
    }

    private static async Task<CopyPolicy> PolicyAsync(LecternDbContext database, Guid? courseId, CancellationToken cancellationToken) =>
        await database.Courses.Where(c => c.Id == courseId)
            .Select(c => c.CopyPolicy ?? database.Platforms.Where(p => p.Id == c.PlatformId).Select(p => (CopyPolicy?)p.CopyPolicy).FirstOrDefault())
            .FirstOrDefaultAsync(cancellationToken) ?? CopyPolicy.Reference;
}
