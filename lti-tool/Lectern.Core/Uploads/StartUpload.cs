using Lectern.Core.Database;
using Lectern.Core.Launches;
using Lectern.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Lectern.Core.Uploads;

/// <summary>
/// Checks rights, type, quota and space before a byte is sent, and keeps the upload's row, which holds the place for all the bytes that
/// were announced. The largest size is the protocol's own check.
/// </summary>
public sealed class StartUpload(
    IDbContextFactory<LecternDbContext> databases,
    IMediaStore media,
    IOptions<UploadOptions> options,
    IOptions<StorageOptions> storage,
    TimeProvider time)
{
    // What people record lectures in. What a file really holds is found out by probing it; the name only spares them a useless upload.
    private static readonly string[] Extensions =
    [
        ".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".ts", ".mts", ".m2ts", ".wmv", ".flv", ".ogv", ".3gp", ".mxf",
        ".mp3", ".m4a", ".wav", ".flac", ".aac", ".ogg", ".oga", ".opus", ".wma",
    ];

    /// <summary>Null when the upload may start: its row is kept by then.</summary>
    /// <param name="arrivedOf">How many bytes of an open upload are on the disk already; 0 for one without a file.</param>
    public async Task<UploadRefusal?> RunAsync(Launch launch, NewUpload upload, Func<Guid, CancellationToken, ValueTask<long>> arrivedOf, CancellationToken cancellationToken)
    {
        if (Refusal(launch, upload) is { } refusal)
        {
            return refusal;
        }

        if (!await TryKeepAsync(RowOf(launch, upload), cancellationToken))
        {
            return UploadRefusal.OverQuota;
        }

        // Looked at once the row is kept: of two that start at the same moment at least one sees the other.
        if (await HasRoomForAllAsync(arrivedOf, cancellationToken))
        {
            return null;
        }

        await ForgetAsync(upload.Id);
        return UploadRefusal.NoSpace;
    }

    private static UploadRefusal? Refusal(Launch launch, NewUpload upload) =>
        !launch.CanEdit() ? UploadRefusal.NoRights
        : upload.Length == 0 ? UploadRefusal.Empty
        : !Extensions.Contains(Path.GetExtension(upload.FileName), StringComparer.OrdinalIgnoreCase) ? UploadRefusal.NoMedia
        : null;

    private Upload RowOf(Launch launch, NewUpload upload)
    {
        var now = time.GetUtcNow();
        return new Upload
        {
            Id = upload.Id,
            PersonId = launch.PersonId,
            CollectionId = launch.CollectionId!.Value,
            FileName = StoredText.Clip(upload.FileName, 255)!,
            Title = StoredText.Clip(upload.Title?.Trim(), 500) ?? StoredText.Clip(Path.GetFileNameWithoutExtension(upload.FileName), 500) ?? upload.FileName,
            Length = upload.Length,
            Fingerprint = StoredText.Clip(upload.Fingerprint, 500),
            CreatedAt = now,
            LastActiveAt = now,
        };
    }

    private async Task<bool> TryKeepAsync(Upload upload, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var collection = database.Collections.Where(c => c.Id == upload.CollectionId);

        // Taking the collection's lock before adding up: of two uploads that start at once, the second counts the first one too.
        await collection.ExecuteUpdateAsync(set => set.SetProperty(c => c.CreatedAt, c => c.CreatedAt), cancellationToken);

        if (await CollectionSpace.UsedAsync(database, upload.CollectionId, cancellationToken) + upload.Length > options.Value.CollectionQuota)
        {
            return false;
        }

        database.Uploads.Add(upload);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    // The files arrive in the upload folder and are moved to the media: both have to hold them, and they may be different disks.
    private async Task<bool> HasRoomForAllAsync(Func<Guid, CancellationToken, ValueTask<long>> arrivedOf, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(storage.Value.UploadRoot);
        long?[] free = [media.FreeBytes, new DriveInfo(storage.Value.UploadRoot).AvailableFreeSpace];
        var coming = await ComingAsync(arrivedOf, cancellationToken);
        return free.All(bytes => bytes is null || bytes - storage.Value.ReserveBytes >= coming);
    }

    private async Task<decimal> ComingAsync(Func<Guid, CancellationToken, ValueTask<long>> arrivedOf, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var open = await database.Uploads.Where(u => u.State == UploadState.Open).Select(u => new { u.Id, u.Length }).ToListAsync(cancellationToken);
        var coming = 0m;
        foreach (var upload in open)
        {
            coming += upload.Length - await arrivedOf(upload.Id, cancellationToken);
        }

        return coming;
    }

    private async Task ForgetAsync(Guid uploadId)
    {
        await using var database = await databases.CreateDbContextAsync(CancellationToken.None);
        await database.Uploads.Where(u => u.Id == uploadId).ExecuteDeleteAsync(CancellationToken.None);
    }
}

public enum UploadRefusal
{
    NoRights,
    Empty,
    NoMedia,
    NoSpace,
    OverQuota,
}
