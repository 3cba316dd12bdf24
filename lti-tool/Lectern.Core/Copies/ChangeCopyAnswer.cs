using Lectern.Core.Collections;
using Lectern.Core.Database;
using Lectern.Core.Governance;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Copies;

/// <summary>Answers to copied links that were given, and second thoughts on them.</summary>
public sealed class ChangeCopyAnswer(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, TimeProvider time)
{
    private const int Most = 100;

    /// <summary>Those this launch may change, the last answer first.</summary>
    public async Task<IReadOnlyList<DecidedCopyRequest>> ListAsync(Launch launch, CancellationToken cancellationToken)
    {
        if (!launch.CanGiveAway())
        {
            return [];
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.CopyRequests
            .Where(AnswerCopyRequests.Answerable(launch))
            .Where(r => r.DecidedAt != null && r.Video.DeletedAt == null)
            .OrderByDescending(r => r.DecidedAt).ThenBy(r => r.Id)
            .Take(Most)
            .Select(r => new DecidedCopyRequest(
                r.Id,
                r.Video.Title,
                database.Courses.Where(c => c.Id == r.Collection.CourseId).Select(c => c.Title).FirstOrDefault() ?? "",
                r.IsAllowed,
                r.DecidedAt!.Value,
                database.People.Where(p => p.Id == r.DecidedById).Select(p => p.Name).FirstOrDefault()))
            .ToListAsync(cancellationToken);
    }

    /// <summary>False when it is not this launch's to change. Changing it to what it is changes nothing.</summary>
    public Task<bool> RunAsync(Launch launch, Guid requestId, bool isAllowed, CancellationToken cancellationToken) =>
        errors.AgainAsync(() => TryAsync(launch, requestId, isAllowed, cancellationToken));

    private async Task<bool> TryAsync(Launch launch, Guid requestId, bool isAllowed, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var answerable = database.CopyRequests.Where(AnswerCopyRequests.Answerable(launch)).Where(r => r.DecidedAt != null);
        if (!launch.CanGiveAway() || await answerable.AsNoTracking().FirstOrDefaultAsync(r => r.Id == requestId, cancellationToken) is not { } request)
        {
            return false;
        }

        var now = time.GetUtcNow();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var changed = await database.CopyRequests.Where(r => r.Id == requestId && r.DecidedAt != null && r.IsAllowed != isAllowed).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.IsAllowed, isAllowed).SetProperty(r => r.DecidedAt, now).SetProperty(r => r.DecidedById, launch.PersonId), cancellationToken);
        if (changed == 0)
        {
            return true;
        }

        if (isAllowed)
        {
            await AnswerCopyRequests.GiveAsync(database, request, now, cancellationToken);
        }
        else
        {
            await TakeBackAsync(database, request, now, cancellationToken);
        }

        AnswerCopyRequests.Audit(database, launch, request, isAllowed ? Acts.AllowCopy : Acts.TakeBackCopy, now);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    // The item goes wholly: what its teachers could put back by themselves would not be taken back.
    private static async Task TakeBackAsync(LecternDbContext database, CopyRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var video = database.Videos.Where(v => v.Id == request.VideoId);
        await video.ExecuteUpdateAsync(set => set.SetProperty(v => v.Version, Guid.CreateVersion7()), cancellationToken);
        var given = database.Items.Where(i => i.CollectionId == request.CollectionId && i.VideoId == request.VideoId && i.Video.CollectionId != request.CollectionId);
        await database.ItemSections.Where(s => given.Any(i => i.Id == s.ItemId)).ExecuteDeleteAsync(cancellationToken);
        await given.ExecuteDeleteAsync(cancellationToken);
        await video.Where(v => v.DeletedAt == null && !v.Items.Any(i => i.RemovedAt == null)).ExecuteUpdateAsync(set => set.SetProperty(v => v.DeletedAt, now), cancellationToken);
    }
}

/// <param name="Course">Where the link stands.</param>
/// <param name="DecidedBy">Null where the platform sends no names.</param>
public sealed record DecidedCopyRequest(Guid Id, string VideoTitle, string Course, bool IsAllowed, DateTimeOffset DecidedAt, string? DecidedBy);
