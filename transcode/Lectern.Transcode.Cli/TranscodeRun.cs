using Lectern.Ffmpeg;
using Lectern.Ffmpeg.Children;
using Lectern.Ffmpeg.Probing;
using Lectern.Transcode.Planning;

namespace Lectern.Transcode.Cli;

/// <summary>One recording from the command line.</summary>
internal sealed class TranscodeRun(FfmpegOptions ffmpeg, bool mayCopy, bool instantOnly)
{
    private readonly TranscodeOptions options = new();

    public async Task<int> RunAsync(string source, string folder, CancellationToken cancellationToken)
    {
        try
        {
            return await WorkAsync(FfmpegTool.Locate(ffmpeg, new ChildRunner()), source, folder, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return Say("Stopped. What is in the folder is no whole result.", ExitCode.Stopped);
        }
        catch (Exception problem) when (problem is IOException or ChildProcessException or UnauthorizedAccessException)
        {
            return Say(problem.Message, ExitCode.CannotWork);
        }
    }

    private async Task<int> WorkAsync(FfmpegTool tool, string source, string folder, CancellationToken cancellationToken)
    {
        var probe = await new FfprobeRunner(tool).ProbeAsync(source, cancellationToken);
        if (!probe.IsUsable)
        {
            return Say(probe.Fault.Value.Sentence(), ExitCode.FileFault);
        }

        var media = probe.Media;
        var posters = await new PosterMaker(tool).MakeAsync(source, media, folder, cancellationToken);
        var outcome = await MakeAsync(new Transcoder(tool), source, media, folder, cancellationToken);
        if (outcome is not { IsDone: true })
        {
            return Say(outcome.Fault?.Sentence() ?? $"The pictures cannot be used as they are: {outcome.Refusal}. Try without --instant.", ExitCode.FileFault);
        }

        Summary.Write(Console.Out, outcome.Transcoded, posters, folder);
        return ExitCode.Done;
    }

    private async Task<TranscodeOutcome> MakeAsync(
        Transcoder transcoder, string source, MediaProbe media, string folder, CancellationToken cancellationToken)
    {
        using var progress = new ProgressLine();
        if (!instantOnly)
        {
            return await transcoder.MakeRenditionsAsync(source, media, options, mayCopy, folder, progress, cancellationToken);
        }

        var decision = TranscodePlan.Instant(source, media, options);
        return decision.IsPossible
            ? await transcoder.RunAsync(decision.Plan, folder, progress, cancellationToken)
            : TranscodeOutcome.Refused(decision.Refusal.Value);
    }

    private static int Say(string sentence, int code)
    {
        Console.Error.WriteLine(sentence);
        return code;
    }
}
