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
        await RunAsync(database, new LearnedContext(launch.Person, launch.Course, launch.Collection, null), launch.Role, ticket, canAsk: true, cancellationToken);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (errors.IsUniqueViolation(exception))
        {
            // Another launch gave it to the course, or asked, at the same moment.
        }
    }

    /// <summary>Which video of the course the link means, and whether the course may play it; where it may not, its teachers were asked.</summary>
    /// <param name="canAsk">Whether the platform offers a list of who teaches the course.</param>
    internal async Task<KeptCopy> RunAsync(LecternDbContext database, LearnedContext learned, CourseRole role, Ticket ticket, bool canAsk, CancellationToken cancellationToken)
    {
        if (learned is not { Course: { } course, Collection: { } collection })
        {
            return new KeptCopy(ticket.VideoId, MayPlay: true);
        }

        if (await OwnCopies.FindAsync(database, collection.Id, ticket.VideoId, cancellationToken) is { } here)
        {
            // A teacher who took it out of this course has decided.
            return new KeptCopy(here, MayPlay: true);
        }

        if (await database.CopyRequests.AnyAsync(r => r.VideoId == ticket.VideoId && r.CollectionId == collection.Id && r.DecidedAt != null && !r.IsAllowed, cancellationToken))
        {
            // So has a teacher of the video who said no.
            return new KeptCopy(ticket.VideoId, MayPlay: false);
        }

        IReadOnlyCollection<Guid> teachers = role == CourseRole.Instructor ? [learned.Person.Id] : [];
        var found = await FindCopiedItem.RunAsync(database, course, ticket, teachers, canAsk, cancellationToken);
        if (found is not null && await CopyRules.OfCopyAsync(database, [found.Collection.CourseId, ticket.CourseId], cancellationToken) is not CopyPolicy.Nothing and var policy)
        {
            var item = Reference(found, collection.Id, ticket);
            database.Items.Add(item);
            if (policy == CopyPolicy.OwnCopy)
            {
                await OwnCopies.BeginAsync(database, item, found.Video, time.GetUtcNow(), cancellationToken);
            }

            return new KeptCopy(item.VideoId, MayPlay: true);
        }

        await AskAsync(database, learned.Person, collection, ticket, cancellationToken);
        return new KeptCopy(ticket.VideoId, MayPlay: false);
    }

    // Its sections and dates were those of another course and another term.
    private CollectionItem Reference(CollectionItem item, Guid collectionId, Ticket ticket) => new()
    {
        CollectionId = collectionId,
        VideoId = item.VideoId,
        CopyOfId = item.VideoId == ticket.VideoId ? item.CopyOfId : ticket.VideoId,
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
}

/// <param name="VideoId">The video that the link means in this course.</param>
internal readonly record struct KeptCopy(Guid VideoId, bool MayPlay);
