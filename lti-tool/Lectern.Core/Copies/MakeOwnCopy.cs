using Lectern.Core.Collections;
using Lectern.Core.Database;
using Lectern.Core.Governance;
using Lectern.Core.Jobs;
using Lectern.Core.Launches;
using Lectern.Core.Uploads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Lectern.Core.Copies;

/// <summary>A teacher wants a video that plays by reference to be the course's own. It goes on playing while the copy is made.</summary>
public sealed class MakeOwnCopy(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, IOptions<UploadOptions> uploads, RetryJob retry, JobSignal signal, TimeProvider time)
{
    /// <summary>Asked again, it goes on with what failed and leaves alone what is under way.</summary>
    public async Task<OwnCopyOutcome> RunAsync(Launch launch, Guid videoId, CancellationToken cancellationToken)
    {
        var outcome = await errors.AgainAsync(() => TryAsync(launch, videoId, cancellationToken));
        signal.Set();
        return outcome;
    }

    private async Task<OwnCopyOutcome> TryAsync(Launch launch, Guid videoId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (launch is not { CollectionId: { } collection } || !launch.CanGiveAway()
            || await database.Items.AsNoTracking().Include(i => i.Video.Source).Include(i => i.Video.Collection).Where(CollectionItem.Stands)
                .FirstOrDefaultAsync(i => i.CollectionId == collection && i.VideoId == videoId, cancellationToken) is not { IsHome: false } item)
        {
            return OwnCopyOutcome.NotYours;
        }

        if ((await CopyRules.OfAsync(database, item.CopiedFromId ?? item.Video.Collection.CourseId, cancellationToken)).Policy == CopyPolicy.Nothing
            || (await CopyRules.OfAsync(database, item.Video.Collection.CourseId, cancellationToken)).Policy == CopyPolicy.Nothing)
        {
            return OwnCopyOutcome.Forbidden;
        }

        var begun = await database.Jobs.Where(j => j.Kind == JobKind.Copy && database.Videos.Any(v => v.Id == j.VideoId && v.CollectionId == collection && v.CopyOfId == videoId && v.DeletedAt == null))
            .Select(j => (Guid?)j.Id).FirstOrDefaultAsync(cancellationToken);
        if (begun is { } job)
        {
            await retry.RunAsync(job, cancellationToken);
            return OwnCopyOutcome.Begun;
        }

        if (await CollectionSpace.UsedAsync(database, collection, cancellationToken) + (item.Video.Source?.Bytes ?? 0) > uploads.Value.CollectionQuota)
        {
            return OwnCopyOutcome.OverQuota;
        }

        var now = time.GetUtcNow();
        await OwnCopies.BeginAsync(database, item, item.Video, now, cancellationToken);
        database.Audit.Add(new AuditEntry { At = now, Actor = Actors.Of(launch.PersonId), Act = Acts.OwnCopy, Subject = videoId.ToString(), Detail = collection.ToString() });
        await database.SaveChangesAsync(cancellationToken);
        return OwnCopyOutcome.Begun;
    }
}

public enum OwnCopyOutcome
{
    Begun,

    /// <summary>The rule of the course it was made in gives copies nothing.</summary>
    Forbidden,

    OverQuota,
    NotYours,
}
