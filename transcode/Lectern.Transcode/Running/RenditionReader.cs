using Lectern.Transcode.Packaging;
using Lectern.Transcode.Planning;

namespace Lectern.Transcode.Running;

/// <summary>Reads back what ffmpeg wrote and measures it.</summary>
internal static class RenditionReader
{
    /// <returns><see langword="null"/> when it is not whole: no playlist, no end, or a segment that is missing or empty.</returns>
    public static async Task<RenditionOnDisk?> ReadAsync(string folder, string name, TranscodePlan plan, CancellationToken cancellationToken)
    {
        var home = Path.Combine(folder, name);
        var playlist = await ReadPlaylistAsync(Path.Combine(home, "index.m3u8"), cancellationToken).ConfigureAwait(false);
        if (playlist is not { IsComplete: true, InitSegment: not null, Segments.Count: > 0 })
        {
            return null;
        }

        var sizes = playlist.Segments.Select(segment => (segment.Seconds, Bytes: Size(home, segment.FileName))).ToList();
        if (sizes.Any(size => size.Bytes == 0) || Size(home, playlist.InitSegment) == 0)
        {
            return null;
        }

        var init = InitSegment.Parse(await File.ReadAllBytesAsync(Path.Combine(home, playlist.InitSegment), cancellationToken).ConfigureAwait(false));
        var bytes = sizes.Sum(size => size.Bytes) + Size(home, playlist.InitSegment);
        return new RenditionOnDisk(Describe(name, plan, playlist, init, Bandwidth.Measure(sizes), bytes), playlist, init, home);
    }

    private static Rendition Describe(string name, TranscodePlan plan, MediaPlaylist playlist, InitSegment init, Bandwidth bandwidth, long bytes)
    {
        var rung = plan.Rungs.FirstOrDefault(rung => rung.Name == name);
        return new Rendition
        {
            Name = name,
            Width = rung?.Width ?? 0,
            Height = rung?.Height ?? 0,
            FrameRate = rung is null ? null : plan.FrameRate,
            Codecs = init.Codecs,
            Bytes = bytes,
            PeakBandwidth = bandwidth.Peak,
            AverageBandwidth = bandwidth.Average,
            Duration = playlist.Duration,
            IsCopy = rung?.IsCopy ?? plan.Audio == AudioTreatment.Copy,
            Channels = rung is null ? Math.Min(2, plan.Media.Audio!.Channels) : 0,
        };
    }

    private static async Task<MediaPlaylist?> ReadPlaylistAsync(string path, CancellationToken cancellationToken) =>
        File.Exists(path) ? MediaPlaylist.Parse(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false)) : null;

    private static long Size(string folder, string file) => new FileInfo(Path.Combine(folder, file)) is { Exists: true } info ? info.Length : 0;
}
