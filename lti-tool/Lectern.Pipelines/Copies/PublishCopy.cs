using Lectern.Core;
using Lectern.Core.Captions;
using Lectern.Core.Jobs;
using Lectern.Core.Storage;
using Lectern.Core.Uploads;
using Lectern.Core.Videos;
using Lectern.Pipelines.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Lectern.Pipelines.Copies;

/// <summary>Makes a copy whose files are all there the course's own video: its rows, its place in the quota, and the item that plays it from now on.</summary>
internal sealed class PublishCopy(IDbContextFactory<LecternDbContext> databases, IOptions<UploadOptions> uploads, TimeProvider time)
{
    internal static MediaKey SourceOf(Guid video) => MediaKey.OfVideo(video) / "source" / "original";

    /// <summary>Before anything is copied; what counts is asked again when it is published.</summary>
    public async Task CheckQuotaAsync(Guid copy, Video origin, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var collection = await database.Videos.Where(v => v.Id == copy).Select(v => v.CollectionId).SingleAsync(cancellationToken);
        await CheckQuotaAsync(database, collection, origin, cancellationToken);
    }

    public async Task WriteAsync(LecternDbContext database, Guid id, Video origin, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var copy = await database.Videos.SingleAsync(v => v.Id == id, cancellationToken);

        // Taking the collection's lock before adding up: of uploads and copies that end at once, the second counts the first one too.
        await database.Collections.Where(c => c.Id == copy.CollectionId).ExecuteUpdateAsync(set => set.SetProperty(c => c.CreatedAt, c => c.CreatedAt), cancellationToken);
        await CheckQuotaAsync(database, copy.CollectionId, origin, cancellationToken);

        // One that was whole before its item was taken back only waits for an item.
        if (copy.StreamVersion is null)
        {
            Describe(database, copy, origin, now);
            database.Jobs.AddRange((await database.Jobs.AsNoTracking().Where(j => j.VideoId == origin.Id && j.Kind != JobKind.Copy && j.Kind != JobKind.Grown).ToListAsync(cancellationToken)).Select(job => OfCopy(job, id)));
            await database.SaveChangesAsync(cancellationToken);
        }

        await SwitchAsync(database, copy, origin.Id, now, cancellationToken);
    }

    private static void Describe(LecternDbContext database, Video copy, Video origin, DateTimeOffset now)
    {
        (copy.Language, copy.DurationSeconds, copy.Width, copy.Height, copy.HasAudio) = (origin.Language, origin.DurationSeconds, origin.Width, origin.Height, origin.HasAudio);
        (copy.StreamVersion, copy.StreamKind, copy.HasPresenter, copy.PosterVersion, copy.Version) = (origin.StreamVersion, origin.StreamKind, origin.HasPresenter, origin.PosterVersion, Guid.CreateVersion7());
        database.Renditions.AddRange(origin.Renditions.Where(r => r.StreamVersion == origin.StreamVersion).Select(r => new Rendition
        {
            VideoId = copy.Id, StreamVersion = r.StreamVersion, Height = r.Height, Codecs = r.Codecs, Bytes = r.Bytes, AverageBandwidth = r.AverageBandwidth, PeakBandwidth = r.PeakBandwidth,
        }));
        database.CaptionTracks.AddRange(origin.CaptionTracks.Select(t => new CaptionTrack
        {
            VideoId = copy.Id, Language = t.Language, Kind = t.Kind, CaptionVersion = t.CaptionVersion, CueCount = t.CueCount, UpdatedAt = t.UpdatedAt,
        }));
        if (origin.Source is { } source)
        {
            database.Sources.Add(new VideoSource
            {
                VideoId = copy.Id, UploadId = source.UploadId is null ? null : Guid.CreateVersion7(), FileName = source.FileName, Bytes = source.Bytes, MediaKey = source.MediaKey is null ? null : SourceOf(copy.Id).Value, ReceivedAt = now,
            });
        }
    }

    // What was done need not be done again, and what failed can be tried again here. What runs there has no run here.
    private static Job OfCopy(Job job, Guid copy) => new()
    {
        Kind = job.Kind, VideoId = copy, State = job.State == JobState.Running ? JobState.Queued : job.State, StepsDone = job.StepsDone, Percent = job.Percent, Attempt = job.Attempt, Failures = job.Failures,
        ErrorCode = job.ErrorCode, Error = job.Error, CreatedAt = job.CreatedAt, NotBefore = job.NotBefore, FinishedAt = job.FinishedAt,
    };

    private static async Task SwitchAsync(LecternDbContext database, Video copy, Guid origin, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // What was taken out keeps its name, or the copy's purge would take with it that it was taken out.
        var switched = await database.Items.Where(i => i.CollectionId == copy.CollectionId && i.VideoId == origin && i.RemovedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(i => i.VideoId, copy.Id).SetProperty(i => i.CopyOfId, i => i.CopyOfId ?? origin).SetProperty(i => i.Version, Guid.CreateVersion7()), cancellationToken);
        if (switched > 0)
        {
            // What was watched and what counts for points belongs to the course, and stays with what it plays.
            await database.WatchRecords.Where(r => r.CollectionId == copy.CollectionId && r.VideoId == origin).ExecuteUpdateAsync(set => set.SetProperty(r => r.VideoId, copy.Id), cancellationToken);
            await database.GradedLinks.Where(l => l.CollectionId == copy.CollectionId && l.VideoId == origin).ExecuteUpdateAsync(set => set.SetProperty(l => l.VideoId, copy.Id), cancellationToken);
        }

        // Neither may be left without a course: what none has goes into the bin.
        await database.Videos.Where(v => (v.Id == copy.Id || v.Id == origin) && v.DeletedAt == null && !v.Items.Any(i => i.RemovedAt == null)).ExecuteUpdateAsync(
            set => set.SetProperty(v => v.DeletedAt, now).SetProperty(v => v.Version, Guid.CreateVersion7()), cancellationToken);
    }

    private async Task CheckQuotaAsync(LecternDbContext database, Guid collection, Video origin, CancellationToken cancellationToken)
    {
        if (await CollectionSpace.UsedAsync(database, collection, cancellationToken) + (origin.Source?.Bytes ?? 0) > uploads.Value.CollectionQuota)
        {
            throw CopyStep.Failure(
                JobCodes.NoQuota, "This course has used up its space, so the copy can't be kept. The video plays from the course it was made in. Delete what is no longer needed, then try again.");
        }
    }
}
