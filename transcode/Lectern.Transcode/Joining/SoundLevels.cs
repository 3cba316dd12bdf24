using System.Globalization;
using Lectern.Ffmpeg;
using Lectern.Ffmpeg.Children;

namespace Lectern.Transcode.Joining;

/// <summary>How loud a written track is, on the recording's clock. It is decoded for that.</summary>
/// <param name="tool">The programs of this machine.</param>
internal sealed class SoundLevels(FfmpegTool tool)
{
    /// <summary>Seconds that one level is of.</summary>
    public const double Window = 0.1;

    private const string Key = "lavfi.astats.Overall.RMS_level";

    /// <returns>One level a window from the recording's start on, in dBFS; where the track has nothing, negative infinity.</returns>
    public async Task<IReadOnlyList<double>> MeasureAsync(WrittenTrack track, TimeSpan allowed, CancellationToken cancellationToken)
    {
        var levels = new List<double>();
        string[] arguments =
        [
            .. track.Files.SelectMany(file => InputGuard.ForFfmpeg(file, tool.Limits)), "-copyts",
            "-filter_complex", $"{JoinArguments.Synchronised(track, 0)},aformat=sample_rates=48000,asetnsamples=n=4800:p=0,astats=metadata=1:reset=1:measure_perchannel=none:measure_overall=RMS_level,ametadata=mode=print:key={Key}:file=-[levels]",
            "-map", "[levels]", "-f", "null", "-",
        ];
        await tool.Runner.RunAsync(tool.Ffmpeg(arguments, allowed, allowed), new ChildPipes { OnOutputLine = line => Take(line, levels) }, cancellationToken).ConfigureAwait(false);
        return levels;
    }

    private static void Take(string line, List<double> levels)
    {
        if (line.StartsWith(Key + "=", StringComparison.Ordinal))
        {
            levels.Add(double.TryParse(line.AsSpan(Key.Length + 1), CultureInfo.InvariantCulture, out var level) && !double.IsNaN(level) ? level : double.NegativeInfinity);
        }
    }
}
