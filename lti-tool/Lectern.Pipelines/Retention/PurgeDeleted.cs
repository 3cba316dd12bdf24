using Lectern.Core;
using Lectern.Core.Governance;
using Lectern.Core.Jobs;
using Lectern.Core.Storage;
using Lectern.Core.Uploads;
using Lectern.Core.Videos;
using Lectern.Pipelines.Capture;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lectern.Pipelines.Retention;

/// <summary>
/// Removes videos for good that were deleted long enough ago: first marks them, from when on nobody restores them, then their files,
/// then their rows with an audit entry. A kill at any line leaves what the next run goes on with, and several workers may do it at once.
/// </summary>
internal sealed partial class PurgeDeleted(
    ForgetParts parts, IDbContextFactory<LecternDbContext> databases, IMediaStore store, IOptions<RetentionOptions> options, IOptions<StorageOptions> storage,
    TimeProvider time, ILogger<PurgeDeleted> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var limit = time.GetUtcNow() - TimeSpan.FromDays(options.Value.KeepDeletedDays);
        foreach (var video in await DueAsync(limit, cancellationToken))
        {
            try
            {
                await PurgeAsync(video, limit, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // The others don't wait for one whose files can't be removed now.
                Log.Failed(logger, exception, video);
            }
        }
    }

    private async Task<List<Guid>> DueAsync(DateTimeOffset limit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Videos.Where(video => video.DeletedAt < limit).OrderBy(video => video.DeletedAt).Select(video => video.Id).ToListAsync(cancellationToken);
    }

    private async Task PurgeAsync(Guid id, DateTimeOffset limit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (!await TryBeginAsync(database, id, limit, cancellationToken))
        {
            return;
        }

        await store.DeleteFolderAsync(MediaKey.OfVideo(id), cancellationToken);
        foreach (var upload in await database.Sources.Where(source => source.VideoId == id && source.UploadId != null).Select(source => source.UploadId!.Value).ToListAsync(cancellationToken))
        {
            DeleteReceived(upload);
        }

        await parts.OfVideoAsync(id, cancellationToken);
        if (await ForgetAsync(database, id, cancellationToken))
        {
            Log.Purged(logger, id);
        }
    }

    // A run that is still at work, on whichever machine, would write into what is being removed. No new one begins on a deleted video.
    private async Task<bool> TryBeginAsync(LecternDbContext database, Guid id, DateTimeOffset limit, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await database.Videos
            .Where(video => video.Id == id && video.DeletedAt < limit)
            .Where(video => !database.Jobs.Any(job => job.VideoId == video.Id && job.State == JobState.Running))
            .ExecuteUpdateAsync(set => set.SetProperty(video => video.PurgeBegunAt, video => video.PurgeBegunAt ?? now), cancellationToken) == 1;
    }

    // A file that was never taken into the media store, because its job failed or did not come to it.
    private void DeleteReceived(Guid upload)
    {
        var file = UploadFiles.PathOf(storage.Value, upload);
        if (File.Exists(file))
        {
            File.Delete(file);
        }
    }

    private static async Task ForgetRecordingAsync(LecternDbContext database, Guid video, CancellationToken cancellationToken)
    {
        var recordings = database.Recordings.Where(recording => recording.VideoId == video);
        await database.RecordingGaps.Where(gap => recordings.Any(recording => recording.Id == gap.RecordingId)).ExecuteDeleteAsync(cancellationToken);
        await database.RecordingPauses.Where(pause => recordings.Any(recording => recording.Id == pause.RecordingId)).ExecuteDeleteAsync(cancellationToken);
        await database.RecordingSources.Where(source => recordings.Any(recording => recording.Id == source.RecordingId)).ExecuteDeleteAsync(cancellationToken);
        await recordings.ExecuteDeleteAsync(cancellationToken);
    }

    private async Task<bool> ForgetAsync(LecternDbContext database, Guid id, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var title = await database.Videos.Where(video => video.Id == id).Select(video => video.Title).FirstOrDefaultAsync(cancellationToken);
        await database.CaptionTracks.Where(track => track.VideoId == id).ExecuteDeleteAsync(cancellationToken);
        await database.Renditions.Where(rendition => rendition.VideoId == id).ExecuteDeleteAsync(cancellationToken);
        await database.Sources.Where(source => source.VideoId == id).ExecuteDeleteAsync(cancellationToken);
        await database.Jobs.Where(job => job.VideoId == id).ExecuteDeleteAsync(cancellationToken);
        await database.Uploads.Where(upload => upload.VideoId == id).ExecuteDeleteAsync(cancellationToken);
        await KeepRemovedAsync(database, id, cancellationToken);
        await database.ItemSections.Where(seen => database.Items.Any(item => item.Id == seen.ItemId && item.VideoId == id)).ExecuteDeleteAsync(cancellationToken);
        await database.Items.Where(item => item.VideoId == id).ExecuteDeleteAsync(cancellationToken);
        await database.GradedScores.Where(score => database.GradedLinks.Any(link => link.ResourceLinkId == score.LinkId && link.VideoId == id)).ExecuteDeleteAsync(cancellationToken);
        await database.GradedLinks.Where(link => link.VideoId == id).ExecuteDeleteAsync(cancellationToken);
        await database.WatchRecords.Where(record => record.VideoId == id).ExecuteDeleteAsync(cancellationToken);
        await database.CopyRequests.Where(request => request.VideoId == id).ExecuteDeleteAsync(cancellationToken);
        await ForgetRecordingAsync(database, id, cancellationToken);
        if (await database.Videos.Where(video => video.Id == id).ExecuteDeleteAsync(cancellationToken) == 0)
        {
            // Another worker was faster.
            return false;
        }

        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = Actors.Retention, Act = Acts.PurgeVideo, Subject = id.ToString(), Detail = title });
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    // That a course took out its own copy must outlive the copy: else the next launch of a link from before would bring the first video back.
    private static Task<int> KeepRemovedAsync(LecternDbContext database, Guid id, CancellationToken cancellationToken) =>
        database.Items
            .Where(item => item.VideoId == id && item.RemovedAt != null && database.Videos.Any(first => first.Id == item.CopyOfId && first.PurgeBegunAt == null))
            .Where(item => !database.Items.Any(other => other.CollectionId == item.CollectionId && other.VideoId == item.CopyOfId))
            .ExecuteUpdateAsync(
                set => set.SetProperty(item => item.VideoId, item => item.CopyOfId!.Value).SetProperty(item => item.CopyOfId, (Guid?)null).SetProperty(item => item.Version, Guid.CreateVersion7()),
                cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Video {Video} was deleted long enough ago and is removed for good")]
        public static partial void Purged(ILogger logger, Guid video);

        [LoggerMessage(LogLevel.Warning, "Video {Video} could not be removed for good; it is tried again in some hours")]
        public static partial void Failed(ILogger logger, Exception exception, Guid video);
    }
}
