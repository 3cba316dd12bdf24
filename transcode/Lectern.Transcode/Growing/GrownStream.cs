using Lectern.Transcode.Packaging;

namespace Lectern.Transcode.Growing;

/// <summary>Makes HLS of grown files without reading them: they are the media, and playlists say what lies where.</summary>
public static class GrownStream
{
    private const string Media = "media.mp4";

    /// <summary>Seconds after the presentation's start at which a grown file begins and ends to play; null when nothing of it does.</summary>
    /// <exception cref="InvalidDataException">Its journal is torn.</exception>
    public static async Task<(double Begins, double Ends)?> SpanAsync(string file, CancellationToken cancellationToken)
    {
        var lines = await GrownLines.ReadAsync(file, cancellationToken).ConfigureAwait(false);
        // The first picture is moved to 0; the second is where it was.
        return lines.Count < 2 ? null : (lines.Count == 2 ? lines[1].Time : lines[2].Time - lines[1].Duration, lines[^1].Time + lines[^1].Duration);
    }

    /// <summary>Makes one presentation of pictures, sound or both.</summary>
    /// <param name="folder">Where it is made.</param>
    /// <param name="pictures">A grown file; null where there are none.</param>
    /// <param name="sound">A grown file; null where there is none.</param>
    /// <param name="place">Puts a file, the first, under another name.</param>
    /// <param name="cancellationToken">Leaves what is no result.</param>
    /// <exception cref="InvalidDataException">They hold what browsers don't play.</exception>
    public static async Task<Transcoded> WriteAsync(string folder, string? pictures, string? sound, Action<string, string> place, CancellationToken cancellationToken)
    {
        var video = pictures is null ? null : await RenditionAsync(folder, "video", pictures, false, place, cancellationToken).ConfigureAwait(false);
        var audio = sound is null ? null : await RenditionAsync(folder, "audio", sound, true, place, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Rendition> videos = video is null ? [] : [video];
        await File.WriteAllTextAsync(Path.Combine(folder, Transcoded.MultivariantPlaylist), MultivariantPlaylist.Write(videos, audio, null), cancellationToken).ConfigureAwait(false);
        var all = audio is null ? videos : [.. videos, audio];
        return new Transcoded
        {
            Files = [Transcoded.MultivariantPlaylist, .. all.SelectMany(one => new[] { $"{one.Name}/{Media}", one.Playlist })],
            Videos = videos,
            Audio = audio,
            Duration = all.Max(one => one.Duration),
        };
    }

    private static async Task<Rendition> RenditionAsync(string folder, string name, string file, bool isSound, Action<string, string> place, CancellationToken cancellationToken)
    {
        var lines = await GrownLines.ReadAsync(file, cancellationToken).ConfigureAwait(false);
        var head = new byte[lines[0].Length];
        await using (var data = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
        {
            await data.ReadExactlyAsync(head, cancellationToken).ConfigureAwait(false);
        }

        var playlist = GrownPlaylist.Of(lines);
        var rendition = Describe(name, playlist, InitSegment.Parse(head), SampleEntry.Of(head, isSound), lines[^1].End);
        Directory.CreateDirectory(Path.Combine(folder, name));
        await File.WriteAllTextAsync(Path.Combine(folder, rendition.Playlist), playlist.Write(Media), cancellationToken).ConfigureAwait(false);
        place(file, Path.Combine(folder, name, Media));
        return rendition;
    }

    private static Rendition Describe(string name, GrownPlaylist playlist, InitSegment init, SampleEntry entry, long bytes)
    {
        var bandwidth = Bandwidth.Measure([.. playlist.Segments.Select(segment => (segment.Seconds, segment.Length))]);
        return new Rendition
        {
            Name = name,
            Width = entry.Width,
            Height = entry.Height,
            Channels = entry.Channels,
            Codecs = init.Codecs,
            Bytes = bytes,
            PeakBandwidth = bandwidth.Peak,
            AverageBandwidth = bandwidth.Average,
            Duration = TimeSpan.FromSeconds(playlist.Seconds),
            IsCopy = true,
        };
    }
}
