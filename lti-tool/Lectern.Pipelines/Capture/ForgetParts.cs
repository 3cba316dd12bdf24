using Lectern.Core;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Lectern.Pipelines.Capture;

/// <summary>Removes parts of recordings: files first, so that a crash leaves rows that are found again.</summary>
internal sealed class ForgetParts(IDbContextFactory<LecternDbContext> databases, GrowingFolders growing, IOptions<StorageOptions> storage, TimeProvider time)
{
    /// <summary>Those whose video has them, and those that were given up and that nobody came back to.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await RemoveAsync(database, database.Recordings.Where(row => database.Sources.Any(source => source.VideoId == row.VideoId && source.MediaKey != null)), cancellationToken);
        var before = time.GetUtcNow() - CaptureFiles.KeepUnfinished;
        await RemoveAsync(database, database.Recordings.Where(row => row.VerifiedAt == null && row.GivenUpAt < before && (row.Device.LastSeenAt == null || row.Device.LastSeenAt < before)), cancellationToken);
        await RemoveNamelessAsync(database, cancellationToken);
        await RemoveGrownAsync(database, cancellationToken);
    }

    // What is needed no more, and what nothing came for: it grows anew when its recording ends after all.
    private async Task RemoveGrownAsync(LecternDbContext database, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - GrowingFolders.KeepFor;
        foreach (var recording in growing.All())
        {
            try
            {
                using var folder = growing.TryEnter(recording);
                if (folder is not null && (folder.LastGrownAt < before || !await database.RecordingParts.AnyAsync(part => part.RecordingId == recording, cancellationToken)))
                {
                    folder.Delete();
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The others are looked at all the same, and this one the next time.
            }
        }
    }

    // What a crash between row and file left over, and what its device began again. A day is longer than any of the two takes.
    private async Task RemoveNamelessAsync(LecternDbContext database, CancellationToken cancellationToken)
    {
        var folder = CaptureFiles.PartsOf(storage.Value);
        var before = (time.GetUtcNow() - TimeSpan.FromDays(1)).UtcDateTime;
        var old = Directory.Exists(folder) ? Directory.GetFiles(folder).Where(file => File.GetLastWriteTimeUtc(file) < before).ToList() : [];
        foreach (var file in old)
        {
            if (Guid.TryParseExact(Path.GetFileNameWithoutExtension(file), "n", out var upload) && !await database.RecordingParts.AnyAsync(part => part.UploadId == upload, cancellationToken))
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>Those of a video that is removed for good.</summary>
    public async Task OfVideoAsync(Guid video, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await RemoveAsync(database, database.Recordings.Where(row => row.VideoId == video), cancellationToken);
    }

    private async Task RemoveAsync(LecternDbContext database, IQueryable<Recording> recordings, CancellationToken cancellationToken)
    {
        foreach (var part in await database.RecordingParts.Where(part => recordings.Any(row => row.Id == part.RecordingId)).ToListAsync(cancellationToken))
        {
            File.Delete(CaptureFiles.PartOf(storage.Value, part.UploadId));
            File.Delete(CaptureFiles.LedgerOf(storage.Value, part.UploadId));
            database.RecordingParts.Remove(part);
        }

        await database.SaveChangesAsync(cancellationToken);
    }
}
