using Lectern.Ffmpeg;
using Lectern.Ffmpeg.Children;
using Lectern.Ffmpeg.Probing;
using Lectern.Transcode.Packaging;
using Lectern.Transcode.Planning;
using Lectern.Transcode.Running;

namespace Lectern.Transcode;

/// <summary>Carries out a plan: one run of ffmpeg, then a check of what it made, then the multivariant playlist.</summary>
/// <param name="tool">The programs of this machine.</param>
public sealed class Transcoder(FfmpegTool tool)
{
    private readonly ResultCheck check = new(tool);

    /// <summary>Makes HLS from a file. Safe to repeat in an empty folder; a stopped run leaves files there that are no result.</summary>
    /// <param name="plan">What to make.</param>
    /// <param name="folder">Receives all files and nothing outside it is written; made if need be.</param>
    /// <param name="progress">Told how far it is, 0 to 1; stays at 0 when the source's length is unknown.</param>
    /// <param name="cancellationToken">Stops ffmpeg.</param>
    /// <exception cref="ChildProcessException">The fault is not the file's: ffmpeg is missing, the disk is full.</exception>
    public async Task<TranscodeOutcome> RunAsync(
        TranscodePlan plan, string folder, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        var names = Names(plan).ToList();
        names.ForEach(name => Directory.CreateDirectory(Path.Combine(folder, name)));
        try
        {
            await EncodeAsync(plan, folder, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (ChildProcessException failure) when (FaultReader.Explain(failure, MediaFault.Damaged) is { } fault)
        {
            return TranscodeOutcome.Faulty(fault);
        }

        return await FinishAsync(plan, folder, names, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Makes the whole ladder. Where the source's own pictures were to be the top rung and turn out not to fit the others, all is
    /// encoded instead.
    /// </summary>
    /// <inheritdoc cref="TranscodePlan.Renditions"/>
    /// <inheritdoc cref="RunAsync"/>
    public async Task<TranscodeOutcome> MakeRenditionsAsync(
        string source, MediaProbe media, TranscodeOptions options, bool mayCopy, string folder,
        IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        var plan = TranscodePlan.Renditions(source, media, options, mayCopy);
        var outcome = await RunAsync(plan, folder, progress, cancellationToken).ConfigureAwait(false);
        if (outcome.Refusal is null)
        {
            return outcome;
        }

        foreach (var name in Names(plan))
        {
            Directory.Delete(Path.Combine(folder, name), recursive: true);
        }

        return await RunAsync(TranscodePlan.Renditions(source, media, options, mayCopy: false), folder, progress, cancellationToken).ConfigureAwait(false);
    }

    private static IEnumerable<string> Names(TranscodePlan plan) =>
        plan.Audio == AudioTreatment.None ? plan.Rungs.Select(rung => rung.Name) : plan.Rungs.Select(rung => rung.Name).Append("audio");

    private async Task EncodeAsync(TranscodePlan plan, string folder, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var allowed = Allowance.For(plan);
        var command = tool.Ffmpeg(plan.Arguments(tool.Limits), allowed.Clock, allowed.Processor) with { WorkingDirectory = folder };
        var total = plan.Media.Duration ?? TimeSpan.Zero;
        var pipes = new ChildPipes
        {
            OnOutputLine = line =>
            {
                if (total > TimeSpan.Zero && ProgressParser.Position(line) is { } position)
                {
                    progress?.Report(Math.Min(1, position / total));
                }
            },
        };
        await tool.Runner.RunAsync(command, pipes, cancellationToken).ConfigureAwait(false);
    }

    private async Task<TranscodeOutcome> FinishAsync(TranscodePlan plan, string folder, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var all = new List<RenditionOnDisk>();
        foreach (var name in names)
        {
            if (await RenditionReader.ReadAsync(folder, name, plan, cancellationToken).ConfigureAwait(false) is not { } rendition)
            {
                return TranscodeOutcome.Faulty(MediaFault.Damaged);
            }

            all.Add(rendition);
        }

        return await check.FindFlawAsync(plan, all, cancellationToken).ConfigureAwait(false)
            ?? TranscodeOutcome.Done(await PublishAsync(plan, folder, all, cancellationToken).ConfigureAwait(false));
    }

    // Last of all and by rename: a folder with this file is a whole result.
    private static async Task<Transcoded> PublishAsync(
        TranscodePlan plan, string folder, List<RenditionOnDisk> all, CancellationToken cancellationToken)
    {
        var renditions = all.Select(rendition => rendition.Rendition).ToList();
        var videos = renditions.Where(rendition => rendition.Height > 0).ToList();
        var audio = renditions.Find(rendition => rendition.Height == 0);
        var target = Path.Combine(folder, Transcoded.MultivariantPlaylist);
        await File.WriteAllTextAsync(target + ".new", MultivariantPlaylist.Write(videos, audio, plan.Media.Audio?.Language), cancellationToken).ConfigureAwait(false);
        File.Move(target + ".new", target, overwrite: true);
        return new Transcoded
        {
            Files = [Transcoded.MultivariantPlaylist, .. all.SelectMany(rendition => rendition.Files)],
            Videos = videos,
            Audio = audio,
            Duration = renditions.Max(rendition => rendition.Duration),
        };
    }
}
