using Lectern.Core;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Storage;
using Lectern.Pipelines.Engine;
using Lectern.Core.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lectern.Pipelines.Capture;

/// <summary>Lets recordings grow as they come, every few seconds, one after the other. What it misses is made up for when they end.</summary>
internal sealed partial class GrowingWorker(
    IDbContextFactory<LecternDbContext> databases, GrowingFolders folders, GrowRecording grow, IOptions<StorageOptions> storage, IOptions<PipelineOptions> options, IMediaStore store,
    TimeProvider time, ILogger<GrowingWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    // How long each part's ledger was when it was last looked into.
    private readonly Dictionary<Guid, long> _seen = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!folders.CanGrow || ExecutionGroups.LimitOf(JobKind.Grown, options.Value) == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.LookFailed(logger, exception);
            }
        }
    }

    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        var parts = await RunningAsync(cancellationToken);
        foreach (var gone in _seen.Keys.Except(parts.Select(part => part.UploadId)).ToList())
        {
            _seen.Remove(gone);
            grow.Forget(gone);
        }

        foreach (var recording in parts.GroupBy(part => part.RecordingId))
        {
            var lengths = recording.ToDictionary(part => part.UploadId, part => new FileInfo(CaptureFiles.LedgerOf(storage.Value, part.UploadId)) is { Exists: true } file ? file.Length : 0);
            if (lengths.Any(part => _seen.GetValueOrDefault(part.Key) != part.Value) && HasRoom && await TryGrowAsync(recording.Key, cancellationToken))
            {
                lengths.ToList().ForEach(part => _seen[part.Key] = part.Value);
            }
        }
    }

    // It is a copy: what rooms send goes first.
    private bool HasRoom => store.FreeBytes is not { } free || free > storage.Value.ReserveBytes * 2;

    private async Task<List<RecordingPart>> RunningAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var since = time.GetUtcNow() - GrowingFolders.KeepFor;
        return await database.RecordingParts.AsNoTracking().Where(part => database.Recordings.Any(row => row.Id == part.RecordingId && row.VerifiedAt == null && row.StartedAt > since)).ToListAsync(cancellationToken);
    }

    // One that can't grow must not keep the others, nor be tried again before more of it has come.
    private async Task<bool> TryGrowAsync(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            using var folder = folders.TryEnter(id);
            if (folder is null)
            {
                return false;
            }

            // Asked when nobody else is at it: what has ended is published and taken away by its job.
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            var recording = await database.Recordings.AsNoTracking().Include(row => row.Sources).Include(row => row.Parts).AsSplitQuery().FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
            if (recording is { VerifiedAt: null })
            {
                await grow.RunAsync(folder, recording, cancellationToken);
            }

            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception, id);
            return true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Recordings could not be looked for; the next look is due shortly")]
        public static partial void LookFailed(ILogger logger, Exception exception);

        [LoggerMessage(LogLevel.Warning, "Recording {Recording} does not grow; it is tried again when more has come, and joined when it ends")]
        public static partial void Failed(ILogger logger, Exception exception, Guid recording);
    }
}
