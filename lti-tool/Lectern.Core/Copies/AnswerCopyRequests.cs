using System.Linq.Expressions;
using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Database;
using Lectern.Core.Governance;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Copies;

/// <summary>Links in other courses that wait for the word of their video's teachers, and that word.</summary>
public sealed class AnswerCopyRequests(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, TimeProvider time)
{
    /// <summary>Those this launch may answer, the oldest first.</summary>
    public async Task<IReadOnlyList<OpenCopyRequest>> ListAsync(Launch launch, CancellationToken cancellationToken)
    {
        if (!launch.CanGiveAway())
        {
            return [];
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var teaching = database.Enrolments.OfTeachers();
        return await database.CopyRequests
            .Where(Answerable(launch))
            .Where(r => r.DecidedAt == null && r.Video.DeletedAt == null)
            .Where(r => !database.Items.Any(i => i.CollectionId == r.CollectionId
                && (i.VideoId == r.VideoId || i.CopyOfId == r.VideoId || (i.Video.CopyOfId == r.VideoId && i.Video.CollectionId == i.CollectionId))))
            .OrderBy(r => r.AskedAt).ThenBy(r => r.Id)
            .Take(50)
            .Select(r => new OpenCopyRequest(
                r.Id,
                r.Video.Title,
                database.Courses.Where(c => c.Id == r.Collection.CourseId).Select(c => c.Title).FirstOrDefault() ?? "",
                r.Person.PlatformId == launch.PlatformId && teaching.Any(e => e.CourseId == r.Collection.CourseId && e.PersonId == r.PersonId)
                    ? r.Person.Name
                    : null))
            .ToListAsync(cancellationToken);
    }

    /// <summary>False when it is not this launch's to answer. The first answer counts; answering again changes nothing.</summary>
    public Task<bool> RunAsync(Launch launch, Guid requestId, bool isAllowed, CancellationToken cancellationToken) =>
        // A launch may give it to the course in between: the answer is still to be kept.
        errors.AgainAsync(() => TryAsync(launch, requestId, isAllowed, cancellationToken));

    private async Task<bool> TryAsync(Launch launch, Guid requestId, bool isAllowed, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var answerable = database.CopyRequests.AsNoTracking().Where(Answerable(launch));
        if (!launch.CanGiveAway() || await answerable.FirstOrDefaultAsync(r => r.Id == requestId, cancellationToken) is not { } request)
        {
            return false;
        }

        await DecideAsync(database, launch, request, isAllowed, cancellationToken);
        return true;
    }

    private async Task DecideAsync(LecternDbContext database, Launch launch, CopyRequest request, bool isAllowed, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);

        // One update decides between two that answer at once.
        var decided = await database.CopyRequests.Where(r => r.Id == request.Id && r.DecidedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.DecidedAt, now).SetProperty(r => r.DecidedById, launch.PersonId).SetProperty(r => r.IsAllowed, isAllowed), cancellationToken);
        if (decided == 0)
        {
            return;
        }

        if (isAllowed)
        {
            await GiveAsync(database, request, now, cancellationToken);
        }

        Audit(database, launch, request, isAllowed ? Acts.AllowCopy : Acts.DeclineCopy, now);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    internal static async Task GiveAsync(LecternDbContext database, CopyRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await OwnCopies.FindAsync(database, request.CollectionId, request.VideoId, cancellationToken) is null)
        {
            database.Items.Add(new CollectionItem { CollectionId = request.CollectionId, VideoId = request.VideoId, Visibility = Visibility.Published, PublishedAt = now, AddedAt = now });
        }
    }

    internal static void Audit(LecternDbContext database, Launch launch, CopyRequest request, string act, DateTimeOffset now) => database.Audit.Add(new AuditEntry
    {
        At = now, Actor = Actors.Of(launch.PersonId), Act = act, Subject = request.VideoId.ToString(), Detail = request.CollectionId.ToString(),
    });

    // The teachers of the course it was made in, and whoever made it, from any course they teach.
    internal static Expression<Func<CopyRequest, bool>> Answerable(Launch launch)
    {
        var (collection, person) = (launch.CollectionId, launch.PersonId);
        return request => request.Video.CollectionId == collection || request.Video.OwnerId == person;
    }
}

/// <param name="Course">Where the link stands.</param>
/// <param name="AskedBy">The teacher who opened it there first. Null for students and people of other platforms: their names are not this teacher's to know.</param>
public sealed record OpenCopyRequest(Guid Id, string VideoTitle, string Course, string? AskedBy);
