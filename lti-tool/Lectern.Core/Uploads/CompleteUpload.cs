using Lectern.Core.Collections;
using Lectern.Core.Database;
using Lectern.Core.Jobs;
using Lectern.Core.Storage;
using Lectern.Core.Videos;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Lectern.Core.Uploads;

/// <summary>
/// Makes the video and its job out of a file that arrived whole. Safe to repeat after a crash at any line:
/// the file is taken by a rename, and the rows are made in one transaction under ids that were set when the upload began.
/// </summary>
public sealed class CompleteUpload(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, IOptions<StorageOptions> storage, JobSignal signal, TimeProvider time)
{
    /// <param name="arrived">The file as the upload protocol left it.</param>
    public async Task RunAsync(Guid uploadId, string arrived, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var upload = await database.Uploads.FirstOrDefaultAsync(u => u.Id == uploadId, cancellationToken);
        if (upload is null or { State: UploadState.Complete })
        {
            return;
        }

        // One that was given up for lost may have come back with its disk: whoever has all the bytes gets the video.

        Take(arrived, UploadFiles.PathOf(storage.Value, uploadId));
        var now = time.GetUtcNow();
        database.Videos.Add(new Video
        {
            Id = upload.VideoId,
            CollectionId = upload.CollectionId,
            OwnerId = upload.PersonId,
            Title = upload.Title,
            CreatedAt = now,
            Items = { new CollectionItem { CollectionId = upload.CollectionId, AddedAt = now } },
            Source = new VideoSource { VideoId = upload.VideoId, UploadId = uploadId, FileName = upload.FileName, Bytes = upload.Length, ReceivedAt = now },
        });
        JobQueue.Add(database, JobKind.Video, upload.VideoId, now);
        (upload.State, upload.LastActiveAt) = (UploadState.Complete, now);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (errors.IsUniqueViolation(exception))
        {
            // Another machine found the whole file at the same moment and made the same rows.
            return;
        }

        signal.Set();
    }

    private static void Take(string arrived, string kept)
    {
        try
        {
            if (File.Exists(arrived) || !File.Exists(kept))
            {
                DurableFiles.Move(arrived, kept);
            }
        }
        catch (FileNotFoundException) when (File.Exists(kept))
        {
            // Another machine took it in between.
        }
    }
}
