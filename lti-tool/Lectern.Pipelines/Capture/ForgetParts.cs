using Lectern.Core;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Lectern.Pipelines.Capture;

/// <summary>Removes parts of recordings: files first, so that a crash leaves rows that are found again.</summary>
internal sealed class ForgetParts(IDbContextFactory<LecternDbContext> databases, IOptions<StorageOptions> storage)
{
    /// <summary>Those whose video has them.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await RemoveAsync(database, database.Recordings.Where(row => database.Sources.Any(source => source.VideoId == row.VideoId && source.MediaKey != null)), cancellationToken);
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
