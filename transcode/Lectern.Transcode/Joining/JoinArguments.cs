using System.Globalization;
using Lectern.Ffmpeg;

namespace Lectern.Transcode.Joining;

/// <summary>ffmpeg's arguments that put written tracks beside each other. What can be copied is; what has to be decoded is what drifts, has holes or changes.</summary>
internal static class JoinArguments
{
    // Resampling from the first sample on: begun later, it starts to count again and takes the whole past for a gap.
    private const string OnTheClock = "aresample=async=1000:flags=+res:first_pts=0";

    /// <param name="tracks">Pictures, then sounds.</param>
    /// <param name="spare">What is heard before all other sounds; null where none of them stands in for another.</param>
    /// <param name="output">The file to make.</param>
    /// <param name="limits">Of ffmpeg.</param>
    public static IReadOnlyList<string> Build(IReadOnlyList<WrittenTrack> tracks, SpareMix? spare, string output, MediaLimits limits)
    {
        var first = Firsts(tracks);
        return
        [
            .. tracks.SelectMany(track => track.Files).SelectMany(file => InputGuard.ForFfmpeg(file, limits)),
            // Or each input would be moved to 0, whenever it began.
            "-copyts",
            .. Graph(tracks, spare, first) is { Length: > 0 } graph ? ["-filter_complex", graph] : Array.Empty<string>(),
            .. Streams(tracks, spare, first),
            "-disposition:v", "0", "-disposition:v:0", "default", "-disposition:a", "0", "-disposition:a:0", "default",
            "-map_metadata", "-1", "-max_muxing_queue_size", "4096", "-progress", "pipe:1", "-stats_period", "0.5",
            "-f", "mp4", $"file:{Path.GetFullPath(output)}",
        ];
    }

    /// <summary>A filter chain, without an end, that gives a track's sound on the recording's clock.</summary>
    public static string Synchronised(WrittenTrack track, int first)
    {
        var inputs = string.Concat(Enumerable.Range(first, track.Files.Count).Select(input => $"[{input}:a:0]"));
        return track.Files.Count > 1 ? $"{inputs}ainterleave=nb_inputs={track.Files.Count},{OnTheClock}" : inputs + OnTheClock;
    }

    private static int[] Firsts(IReadOnlyList<WrittenTrack> tracks) =>
        [.. tracks.Select((_, n) => tracks.Take(n).Sum(track => track.Files.Count))];

    private static IEnumerable<string> Streams(IReadOnlyList<WrittenTrack> tracks, SpareMix? spare, int[] first)
    {
        var (videos, sounds) = (0, spare is null ? 0 : 1);
        string[] heard = spare is null ? [] : ["-map", "[heard]", "-c:a:0", "aac", "-b:a:0", "128k"];
        foreach (var argument in heard)
        {
            yield return argument;
        }

        foreach (var (track, n) in tracks.Select((track, n) => (track, n)))
        {
            var kind = track.Placed.Track.IsSound ? "a" : "v";
            var at = Text(track.Placed.Track.IsSound ? sounds++ : videos++);
            IEnumerable<string> made = (track.Placed.Track.IsSound, track.Files.Count > 1, NeedsFilling(track.Placed)) switch
            {
                (true, true, _) => ["-map", $"[t{n}]", $"-c:a:{at}", "aac", $"-b:a:{at}", "128k"],
                (true, false, true) => ["-map", $"{first[n]}:a:0", $"-filter:a:{at}", OnTheClock, $"-c:a:{at}", "aac", $"-b:a:{at}", "128k"],
                (false, true, _) => ["-map", $"[t{n}]", $"-c:v:{at}", "libx264", $"-preset:v:{at}", "veryfast", $"-crf:v:{at}", "20", $"-fps_mode:v:{at}", "vfr"],
                _ => ["-map", $"{first[n]}:{kind}:0", $"-c:{kind}:{at}", "copy"],
            };
            foreach (var argument in made)
            {
                yield return argument;
            }
        }
    }

    private static string Graph(IReadOnlyList<WrittenTrack> tracks, SpareMix? spare, int[] first)
    {
        var merged = tracks.Select((track, n) => (track, n)).Where(one => one.track.Files.Count > 1).Select(one => Merged(one.track, first[one.n], one.n));
        var heard = spare is null ? [] : new[] { spare.Graph(Synchronised(tracks[spare.Main], first[spare.Main]), Synchronised(tracks[spare.Spare], first[spare.Spare]), "heard") };
        return string.Join(';', merged.Concat(heard));
    }

    // Frames of files that follow each other in time, in that order, in the size of the first.
    private static string Merged(WrittenTrack track, int first, int n)
    {
        if (track.Placed.Track.IsSound)
        {
            return $"{Synchronised(track, first)}[t{n}]";
        }

        var count = track.Files.Count;
        var inputs = Enumerable.Range(first, count).ToList();
        var (width, height) = track.Size ?? throw new InvalidOperationException("The size of a merged track is looked up before.");
        var scaled = inputs.Select(input => $"[{input}:v:0]scale={width}:{height}:force_original_aspect_ratio=decrease,pad={width}:{height}:-1:-1,setsar=1[p{input}]");
        return $"{string.Join(';', scaled)};{string.Concat(inputs.Select(input => $"[p{input}]"))}interleave=nb_inputs={count}[t{n}]";
    }

    private static bool NeedsFilling(PlacedTrack track) => track.Drifts || track.Parts.Count > 1;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
