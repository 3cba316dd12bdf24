using System.Globalization;
using Lectern.Ffmpeg;
using Lectern.Ffmpeg.Children;
using Lectern.Ffmpeg.Probing;

namespace Lectern.Transcode;

/// <summary>Picks a still that shows what a video is about: the most typical picture around its first tenth that is not dark.</summary>
/// <param name="tool">The programs of this machine.</param>
public sealed class PosterMaker(FfmpegTool tool)
{
    private const string Large = "poster.jpg";
    private const string Small = "poster-640.jpg";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    // A lecture's first slide may be dark but has letters: its brightest pixel tells it from black.
    private const string NotBlack = "signalstats,metadata=mode=select:key=lavfi.signalstats.YMAX:value=70:function=greater,";

    /// <summary>Writes both stills.</summary>
    /// <returns><see langword="null"/> when there is no picture to take.</returns>
    /// <exception cref="ChildProcessException">The fault is not the file's.</exception>
    public async Task<Posters?> MakeAsync(string source, MediaProbe media, string folder, CancellationToken cancellationToken = default)
    {
        if (media.Video is not { } video)
        {
            return null;
        }

        Directory.CreateDirectory(folder);
        var start = (media.Duration ?? TimeSpan.Zero) * 0.1;
        return await TryAsync(source, video, start, NotBlack, folder, cancellationToken).ConfigureAwait(false)
            ?? await TryAsync(source, video, TimeSpan.Zero, "", folder, cancellationToken).ConfigureAwait(false);
    }

    internal static IReadOnlyList<string> Arguments(string source, VideoTrack video, TimeSpan start, string choice, MediaLimits limits) =>
    [
        .. InputGuard.ForFfmpeg(source, limits, "-ss", start.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture), "-t", "20"),
        "-filter_complex", Graph(video, choice),
        .. Still("l", Large),
        .. Still("s", Small),
    ];

    private static string Graph(VideoTrack video, string choice) => string.Create(
        CultureInfo.InvariantCulture,
        $"[0:{video.Index}]fps=2:start_time=0,{Fit(video, 1280)},{choice}thumbnail=n=40,split[l][m];[m]{Fit(video, 640)}[s]");

    // Square pixels first, then no wider than wanted; never enlarged.
    private static string Fit(VideoTrack video, int width)
    {
        var scale = Math.Min(1, (double)width / video.DisplayWidth);
        var (w, h) = (Math.Max(2, (int)(video.DisplayWidth * scale / 2) * 2), Math.Max(2, (int)(video.DisplayHeight * scale / 2) * 2));
        return string.Create(CultureInfo.InvariantCulture, $"scale={w}:{h}:flags=bicubic:out_range=pc,format=yuvj420p,setsar=1");
    }

    private static string[] Still(string label, string file) =>
        ["-map", $"[{label}]", "-map_metadata", "-1", "-frames:v", "1", "-q:v", "3", "-f", "image2", "-update", "1", file + ".part"];

    private async Task<Posters?> TryAsync(
        string source, VideoTrack video, TimeSpan start, string choice, string folder, CancellationToken cancellationToken)
    {
        var command = tool.Ffmpeg(Arguments(source, video, start, choice, tool.Limits), Limit, Limit) with { WorkingDirectory = folder };
        try
        {
            await tool.Runner.RunAsync(command, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (ChildProcessException failure) when (FaultReader.Explain(failure, MediaFault.Damaged) is not null)
        {
            return null;
        }

        return Publish(folder, Large) & Publish(folder, Small) ? new Posters(Large, Small) : null;
    }

    private static bool Publish(string folder, string name)
    {
        var part = Path.Combine(folder, name + ".part");
        if (!File.Exists(part))
        {
            return false;
        }

        File.Move(part, Path.Combine(folder, name), overwrite: true);
        return true;
    }
}
