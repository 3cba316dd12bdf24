using Lectern.Ffmpeg;
using Lectern.Ffmpeg.Children;
using Lectern.Ffmpeg.Probing;

namespace Lectern.Transcode.Joining;

/// <summary>Makes one file of a recording's tracks and parts, all on one clock: pictures beside each other, then sounds, in the plan's order.</summary>
/// <param name="tool">The programs of this machine.</param>
public sealed class Joiner(FfmpegTool tool)
{
    private readonly FfprobeRunner _probe = new(tool);

    /// <summary>Joins. Safe to repeat in an empty folder.</summary>
    /// <param name="plan">What lies where.</param>
    /// <param name="folder">Scratch space that exists; takes as many bytes as the parts have.</param>
    /// <param name="output">The MP4 to make. It appears under its name only when it is whole.</param>
    /// <param name="progress">Told how far it is, 0 to 1.</param>
    /// <param name="cancellationToken">Stops ffmpeg.</param>
    /// <exception cref="InvalidDataException">A part is not what its journal says.</exception>
    /// <exception cref="ChildProcessException">ffmpeg is missing, the disk is full, or the parts can't be read.</exception>
    public async Task RunAsync(JoinPlan plan, string folder, string output, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        var tracks = new List<WrittenTrack>();
        foreach (var track in plan.Tracks)
        {
            var files = await TrackWriter.WriteAsync(track, folder, cancellationToken).ConfigureAwait(false);
            tracks.Add(new WrittenTrack(track, files, await SizeOfAsync(track, files, cancellationToken).ConfigureAwait(false)));
        }

        var unfinished = output + ".part";
        await tool.Runner.RunAsync(Command(plan, tracks, unfinished), PipesOf(plan, progress), cancellationToken).ConfigureAwait(false);
        File.Move(unfinished, output, overwrite: true);
        tracks.SelectMany(track => track.Files).ToList().ForEach(File.Delete);
    }

    private ChildCommand Command(JoinPlan plan, IReadOnlyList<WrittenTrack> tracks, string output)
    {
        var allowed = TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(plan.Duration) * 2;
        return tool.Ffmpeg(JoinArguments.Build(tracks, output, tool.Limits), allowed, allowed);
    }

    private static ChildPipes PipesOf(JoinPlan plan, IProgress<double>? progress) => new()
    {
        OnOutputLine = line =>
        {
            if (ProgressParser.Position(line) is { } position)
            {
                progress?.Report(Math.Min(1, position.TotalSeconds / plan.Duration));
            }
        },
    };

    private async Task<(int Width, int Height)?> SizeOfAsync(PlacedTrack track, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        if (track.Track.IsSound || files.Count == 1)
        {
            return null;
        }

        var result = await _probe.ProbeAsync(files[0], cancellationToken).ConfigureAwait(false);
        return result is { IsUsable: true, Media.Video: { } video } ? (video.Width, video.Height) : throw new InvalidDataException("The first part's pictures can't be read.");
    }
}
