using Lectern.Core;
using Lectern.Core.Jobs;
using Lectern.Core.Storage;
using Lectern.Core.Videos;
using Lectern.Pipelines.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Lectern.Pipelines.Copies;

/// <summary>
/// Copies a video's files to another one that is to be independent of it: source, presentation, poster and captions. A file that is there already and
/// equal is not copied again, so that a run that was killed goes on. Everything is verified before the rows say that it plays.
/// </summary>
internal sealed class CopyStep(IDbContextFactory<LecternDbContext> databases, FileCopier copier, PublishCopy publish, IMediaStore store, IOptions<StorageOptions> storage) : IJobStep
{
    public string Name => "copy";

    public async Task<Publication> RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var origin = await OriginOfAsync(run.VideoId, cancellationToken);
        await publish.CheckQuotaAsync(run.VideoId, origin, cancellationToken);
        if (store.FreeBytes is { } free && free - storage.Value.ReserveBytes < (origin.Source?.Bytes ?? 0) + origin.Renditions.Sum(r => r.Bytes))
        {
            throw Failure(JobCodes.DiskFull, "The server's disk is full, so the copy waits. The video plays from the course it was made in. Your administrator can make room; then try again.");
        }

        await CopyAllAsync(run, origin, cancellationToken);
        return new Publication((database, token) => publish.WriteAsync(database, run.VideoId, origin, token));
    }

    internal static JobFailedException Failure(string code, string sentence) => new(new JobError(code, sentence));

    // As it is at this moment: what it plays later is another version, and stays with it. One that plays as it grew has no original yet, and a copy would never have it.
    private async Task<Video> OriginOfAsync(Guid copy, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var origin = await database.Videos.AsNoTracking().AsSplitQuery().Include(v => v.Source).Include(v => v.Renditions).Include(v => v.CaptionTracks)
            .FirstOrDefaultAsync(v => database.Videos.Any(c => c.Id == copy && c.CopyOfId == v.Id), cancellationToken);
        return origin is { StreamVersion: not null, PurgeBegunAt: null } and not { StreamKind: StreamKind.Grown, Source.MediaKey: null }
            ? origin
            : throw Failure(JobCodes.NothingToCopy, "The video can't be played where it was made, so there is nothing to copy. Try again once it plays there.");
    }

    private async Task CopyAllAsync(JobRun run, Video origin, CancellationToken cancellationToken)
    {
        var folders = new[] { origin.StreamVersion, origin.PosterVersion }.Concat(origin.CaptionTracks.Select(t => t.CaptionVersion)).OfType<string>().Distinct().ToList();
        var files = new List<(MediaKey From, MediaKey To)>();
        foreach (var version in folders)
        {
            await foreach (var name in copier.FilesIn(MediaKey.OfVersion(origin.Id, version), cancellationToken))
            {
                files.Add((MediaKey.Parse($"{MediaKey.OfVersion(origin.Id, version)}/{name}"), MediaKey.Parse($"{MediaKey.OfVersion(run.VideoId, version)}/{name}")));
            }
        }

        if (origin.Source?.MediaKey is { } source)
        {
            files.Add((MediaKey.Parse(source), PublishCopy.SourceOf(run.VideoId)));
        }

        for (var n = 0; n < files.Count; n++)
        {
            await copier.CopyAsync(files[n].From, files[n].To, cancellationToken);
            run.Report(100.0 * (n + 1) / files.Count);
        }
    }
}
