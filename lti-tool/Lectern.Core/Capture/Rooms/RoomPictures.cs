using Lectern.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Rooms;

/// <summary>What the sources of a room last saw. Each source has one picture, which the next one replaces and which goes after a day.</summary>
public sealed class RoomPictures(IDbContextFactory<LecternDbContext> databases, IMediaStore media, TimeProvider time)
{
    public const int Largest = 512 * 1024;

    private const string FileName = "now.jpg";
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(1);
    private static readonly byte[] s_beginsJpeg = [0xFF, 0xD8, 0xFF];

    public async Task<PictureRefusal?> KeepAsync(Guid roomId, string source, ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        if (picture.Length > Largest || !picture.Span.StartsWith(s_beginsJpeg))
        {
            return PictureRefusal.NoPicture;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var room = await database.Rooms.WithRemoved().AsNoTracking().Include(r => r.Sources).SingleAsync(r => r.Id == roomId, cancellationToken);
        if (!room.SendsPictures)
        {
            return PictureRefusal.NotWanted;
        }

        if (!room.Sources.Exists(one => one.Name == source && one.IsPicture))
        {
            return PictureRefusal.NoSource;
        }

        await using var content = new MemoryStream(picture.ToArray(), writable: false);
        await media.PutAsync(FolderOf(roomId, source) / FileName, content, cancellationToken);
        return null;
    }

    /// <summary>Null where there is none, or none of the last day.</summary>
    public async Task<MediaFile?> OpenAsync(Guid roomId, string source, CancellationToken cancellationToken)
    {
        if (!RoomSource.IsName(source) || await media.OpenAsync(FolderOf(roomId, source) / FileName, cancellationToken) is not { } picture)
        {
            return null;
        }

        if (picture.ModifiedAt > time.GetUtcNow() - s_kept)
        {
            return picture;
        }

        await picture.DisposeAsync();
        return null;
    }

    /// <summary>When the source was last seen; null where it was not in the last day.</summary>
    public async Task<DateTimeOffset?> SeenAtAsync(Guid roomId, string source, CancellationToken cancellationToken)
    {
        await using var picture = await OpenAsync(roomId, source, cancellationToken);
        return picture?.ModifiedAt;
    }

    /// <summary>Takes away all pictures of a room that wants none any more.</summary>
    public Task ForgetAsync(Guid roomId, CancellationToken cancellationToken) => media.DeleteFolderAsync(FolderOf(roomId), cancellationToken);

    /// <summary>Takes away what is older than a day.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        foreach (var room in await database.Rooms.WithRemoved().Select(r => r.Id).ToListAsync(cancellationToken))
        {
            foreach (var source in await media.ListAsync(FolderOf(room), cancellationToken))
            {
                if (await SeenAtAsync(room, source, cancellationToken) is null)
                {
                    await media.DeleteFolderAsync(FolderOf(room, source), cancellationToken);
                }
            }
        }
    }

    private static MediaKey FolderOf(Guid room) => MediaKey.Parse($"rooms/{room:n}");

    private static MediaKey FolderOf(Guid room, string source) => FolderOf(room) / source;
}

public enum PictureRefusal
{
    /// <summary>It is no JPEG, or too large.</summary>
    NoPicture,

    /// <summary>The room's settings say that no pictures are sent.</summary>
    NotWanted,

    /// <summary>The room has no such source, or it gives no pictures.</summary>
    NoSource,
}
