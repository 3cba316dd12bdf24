using Lectern.Ffmpeg;
using Lectern.Ffmpeg.Children;
using Lectern.Ffmpeg.Probing;

namespace Lectern.Transcode.Joining;

/// <summary>Makes one file of a recording's tracks and parts, all on one clock: pictures beside each other, then sounds, in the plan's order.</summary>
/// <param name="tool">The programs of this machine.</param>
public sealed class Joiner(FfmpegTool tool)
{
    private readonly FfprobeRunner _probe = new(tool);
    private readonly SoundLevels _levels = new(tool);

    /// <summary>Joins. Safe to repeat in an empty folder.</summary>
    /// <param name="plan">What lies where.</param>
    /// <param name="folder">Scratch space that exists; takes as many bytes as the parts have.</param>
    /// <param name="output">The MP4 to make. It appears under its name only when it is whole.</param>
    /// <param name="progress">Told how far it is, 0 to 1.</param>
    /// <param name="cancellationToken">Stops ffmpeg.</param>
    /// <returns>Where the spare sound is heard, because the main one gave nothing.</returns>
    /// <exception cref="InvalidDataException">A part is not what its journal says.</exception>
    /// <exception cref="ChildProcessException">ffmpeg is missing, the disk is full, or the parts can't be read.</exception>
    public async Task<IReadOnlyList<TimeSpanInSeconds>> RunAsync(JoinPlan plan, string folder, string output, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        var tracks = new List<WrittenTrack>();
        foreach (var track in plan.Tracks)
        {
            var files = await TrackWriter.WriteAsync(track, folder, cancellationToken).ConfigureAwait(false);
            tracks.Add(new WrittenTrack(track, files, await SizeOfAsync(track, files, cancellationToken).ConfigureAwait(false)));
        }

        var (heard, spare) = await SpareAsync(plan, tracks, cancellationToken).ConfigureAwait(false);
        var unfinished = output + ".part";
        await tool.Runner.RunAsync(Command(plan, tracks, spare, unfinished), PipesOf(plan, progress), cancellationToken).ConfigureAwait(false);
        File.Move(unfinished, output, overwrite: true);
        tracks.SelectMany(track => track.Files).ToList().ForEach(File.Delete);
        return heard;
    }

    private async Task<(IReadOnlyList<TimeSpanInSeconds> Heard, SpareMix? Mix)> SpareAsync(JoinPlan plan, List<WrittenTrack> tracks, CancellationToken cancellationToken)
    {
        try
        {
            var heard = SpareSound.Of(plan, await LevelsAsync(plan, tracks, cancellationToken).ConfigureAwait(false));
            return (heard, plan.Sounds is null || heard.Count == 0 ? null : await MixAsync(plan, tracks, heard, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is ChildProcessException or InvalidDataException)
        {
            // A spare microphone that can't be listened to is no reason to have no lecture: all sounds are joined as they are.
            return ([], null);
        }
    }

    private async Task<(IReadOnlyList<double> Main, IReadOnlyList<double> Spare)?> LevelsAsync(JoinPlan plan, List<WrittenTrack> tracks, CancellationToken cancellationToken)
    {
        if (plan.Sounds is not { } sounds)
        {
            return null;
        }

        var main = await _levels.MeasureAsync(tracks.Single(track => track.Placed == sounds.Main), Allowed(plan), cancellationToken).ConfigureAwait(false);
        return (main, await _levels.MeasureAsync(tracks.Single(track => track.Placed == sounds.Spare), Allowed(plan), cancellationToken).ConfigureAwait(false));
    }

    private async Task<SpareMix> MixAsync(JoinPlan plan, List<WrittenTrack> tracks, IReadOnlyList<TimeSpanInSeconds> heard, CancellationToken cancellationToken)
    {
        var (main, spare) = (tracks.FindIndex(track => track.Placed == plan.Sounds!.Value.Main), tracks.FindIndex(track => track.Placed == plan.Sounds!.Value.Spare));
        var result = await _probe.ProbeAsync(tracks[main].Files[0], cancellationToken).ConfigureAwait(false);
        return new SpareMix(main, spare, result is { IsUsable: true, Media.Audio: { } sound } ? sound.Channels : throw new InvalidDataException("The main sound can't be read."), heard);
    }

    private static TimeSpan Allowed(JoinPlan plan) => TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(plan.Duration) * 2;

    private ChildCommand Command(JoinPlan plan, IReadOnlyList<WrittenTrack> tracks, SpareMix? spare, string output) =>
        tool.Ffmpeg(JoinArguments.Build(tracks, spare, output, tool.Limits), Allowed(plan), Allowed(plan));

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
