using Lectern.Core.Database;
using Lectern.Core.Launches;
using Lectern.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Lectern.Core.Uploads;

/// <summary>Checks rights, type, quota and space before a byte is sent, and keeps the upload's row. The largest size is the protocol's own check.</summary>
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

    /// <summary>Null when the upload may start.</summary>
    public async Task<UploadRefusal?> CheckAsync(Launch launch, string fileName, long length, CancellationToken cancellationToken)
    {
        if (!launch.CanEdit())
        {
            return UploadRefusal.NoRights;
        }

        if (length == 0)
        {
            return UploadRefusal.Empty;
        }

        if (!Extensions.Contains(Path.GetExtension(fileName), StringComparer.OrdinalIgnoreCase))
        {
            return UploadRefusal.NoMedia;
        }

        if (HasNoRoomFor(length))
        {
            return UploadRefusal.NoSpace;
        }

        return await IsOverQuotaAsync(launch.CollectionId!.Value, length, cancellationToken) ? UploadRefusal.OverQuota : null;
    }

    /// <summary>Keeps the row of an upload that was checked.</summary>
    public async Task RunAsync(Launch launch, Guid uploadId, string fileName, string? title, long length, string? fingerprint, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        database.Uploads.Add(new Upload
        {
            Id = uploadId,
            PersonId = launch.PersonId,
            CollectionId = launch.CollectionId!.Value,
            FileName = StoredText.Clip(fileName, 255)!,
            Title = StoredText.Clip(title?.Trim(), 500) ?? StoredText.Clip(Path.GetFileNameWithoutExtension(fileName), 500) ?? fileName,
            Length = length,
            Fingerprint = StoredText.Clip(fingerprint, 500),
            CreatedAt = now,
            LastActiveAt = now,
        });
        await database.SaveChangesAsync(cancellationToken);
    }

    // The file arrives in the upload folder and is moved to the media: both have to hold it, and they may be different disks.
    private bool HasNoRoomFor(long length)
    {
        Directory.CreateDirectory(storage.Value.UploadRoot);
        long?[] free = [media.FreeBytes, new DriveInfo(storage.Value.UploadRoot).AvailableFreeSpace];
        return free.Any(bytes => bytes - storage.Value.ReserveBytes < length);
    }

    private async Task<bool> IsOverQuotaAsync(Guid collectionId, long length, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var stored = await database.Videos.Where(v => v.CollectionId == collectionId && v.DeletedAt == null).SumAsync(v => v.Source == null ? 0 : v.Source.Bytes, cancellationToken);
        var coming = await database.Uploads.Where(u => u.CollectionId == collectionId && u.State == UploadState.Open).SumAsync(u => u.Length, cancellationToken);
        return stored + coming + length > options.Value.CollectionQuota;
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
