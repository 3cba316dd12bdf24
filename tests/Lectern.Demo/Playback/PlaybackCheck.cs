using System.Text.Json;
using Lectern.Demo.Reporting;

namespace Lectern.Demo.Playback;

/// <summary>Plays every rendition's beginning: playlists, initialisation and first segments are fetched and decoded.</summary>
internal sealed class PlaybackCheck(MediaFetcher fetcher, ProgressLine progress)
{
    private const int SegmentsDecoded = 2;

    /// <param name="seconds">How long the video lasts, when it is known.</param>
    public async Task<IReadOnlyList<RenditionReport>> RunAsync(Uri stream, double? seconds, CancellationToken cancellation)
    {
        var variants = MultivariantPlaylist.Read(stream, await fetcher.TextAsync(stream, cancellation));
        if (variants.Count == 0)
        {
            throw new DemoFailure("The multivariant playlist names no rendition.");
        }

        var reports = new List<RenditionReport>();
        foreach (var variant in variants.DistinctBy(variant => variant.Address))
        {
            progress.Show("playback", Name(variant));
            reports.Add(await CheckAsync(variant, seconds, cancellation));
        }

        return [.. reports.OrderByDescending(report => report.Height)];
    }

    private async Task<RenditionReport> CheckAsync(Variant variant, double? seconds, CancellationToken cancellation)
    {
        var playlist = MediaPlaylist.Read(variant.Address, await fetcher.TextAsync(variant.Address, cancellation));
        if (playlist.Segments.Count == 0 || !playlist.Ended)
        {
            throw new DemoFailure($"The playlist of {Name(variant)} is not whole.");
        }

        // A few frames at the end may belong to no whole segment in one of the tracks.
        if (seconds is { } whole && Math.Abs(playlist.Seconds - whole) > Math.Max(1, whole * 0.01))
        {
            throw new DemoFailure($"The playlist of {Name(variant)} lasts {playlist.Seconds:0.0} s; the video {whole:0.0} s.");
        }

        var codecs = await DecodeAsync(variant, playlist, cancellation);
        return new RenditionReport(variant.Height, variant.Codec.Length > 0 ? variant.Codec : codecs, await SizeAsync(playlist, cancellation));
    }

    /// <returns>The codecs found.</returns>
    private async Task<string> DecodeAsync(Variant variant, MediaPlaylist playlist, CancellationToken cancellation)
    {
        var file = Path.GetTempFileName();
        try
        {
            await using (var sample = File.Create(file))
            {
                foreach (var part in new[] { playlist.Init }.OfType<MediaPart>().Concat(playlist.Segments.Take(SegmentsDecoded)))
                {
                    await sample.WriteAsync(await fetcher.BytesAsync(part, cancellation), cancellation);
                }
            }

            return Judge(variant, await Child.RunAsync("ffprobe",
                ["-v", "error", "-count_frames", "-show_entries", "stream=codec_type,codec_name,height,nb_read_frames", "-of", "json", file], cancellation));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Judge(Variant variant, string probe)
    {
        using var document = JsonDocument.Parse(probe);
        var streams = document.RootElement.GetProperty("streams").EnumerateArray().ToList();
        if (streams.Count == 0 || streams.Exists(stream => !stream.TryGetProperty("nb_read_frames", out var frames) || frames.GetString() is null or "0" or "N/A"))
        {
            throw new DemoFailure($"{Name(variant)} does not decode: {probe}");
        }

        var picture = streams.FirstOrDefault(stream => stream.GetProperty("codec_type").GetString() == "video");
        var height = picture.ValueKind == JsonValueKind.Object ? picture.GetProperty("height").GetInt32() : 0;
        if (height != variant.Height)
        {
            throw new DemoFailure($"The playlist says {variant.Height} lines, the segments have {height}.");
        }

        return string.Join(',', streams.Select(stream => stream.GetProperty("codec_name").GetString()));
    }

    private async Task<long> SizeAsync(MediaPlaylist playlist, CancellationToken cancellation)
    {
        var bytes = 0L;
        foreach (var part in playlist.Segments)
        {
            bytes += await fetcher.SizeAsync(part, cancellation);
        }

        return bytes;
    }

    private static string Name(Variant variant) => variant.Height == 0 ? "the sound" : $"{variant.Height}p";
}
