using Lectern.Core.Videos;
using Lectern.Web.Tests.Playback;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Backups;

/// <summary>What workers do while a backup is made: store a new version, publish it by a row, and sweep away what no row names any more.</summary>
internal static class Publishing
{
    internal static async Task ForeverAsync(Film film, CancellationToken cancellationToken)
    {
        try
        {
            for (var n = 0; !cancellationToken.IsCancellationRequested; n++)
            {
                await OneAsync(film, cancellationToken);
                var unnamed = Path.Combine(film.App.DataFolder, "media", "videos", film.Video.ToString("n"), $"unnamed-{n}");
                Directory.CreateDirectory(unnamed);
                await File.WriteAllTextAsync(Path.Combine(unnamed, "master.m3u8"), "old", cancellationToken);
                Directory.Delete(unnamed, recursive: true);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // It has published enough.
        }
    }

    internal static async Task SomeAsync(Film film, int count, CancellationToken cancellationToken)
    {
        for (var i = 0; i < count; i++)
        {
            await OneAsync(film, cancellationToken);
        }
    }

    private static async Task OneAsync(Film film, CancellationToken cancellationToken)
    {
        var (video, version) = (Guid.CreateVersion7(), $"v-{Guid.CreateVersion7():n}");
        var folder = Path.Combine(film.App.DataFolder, "media", "videos", video.ToString("n"), version);
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, ".tmp-1"), version, cancellationToken);
        File.Move(Path.Combine(folder, ".tmp-1"), Path.Combine(folder, "master.m3u8"));
        await using var rows = film.App.Rows();
        var like = await rows.Videos.AsNoTracking().SingleAsync(row => row.Id == film.Video, cancellationToken);
        rows.Videos.Add(new Video { Id = video, CollectionId = like.CollectionId, OwnerId = like.OwnerId, Title = "More", StreamVersion = version, CreatedAt = like.CreatedAt });
        await rows.SaveChangesAsync(cancellationToken);
    }
}
