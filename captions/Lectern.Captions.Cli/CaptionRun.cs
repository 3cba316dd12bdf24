using Lectern.Captions.Runs;
using Lectern.Captions.Whisper;
using Lectern.Ffmpeg;
using Lectern.Ffmpeg.Children;

namespace Lectern.Captions.Cli;

/// <summary>Runs the engine once and turns its end into output and an exit code.</summary>
internal static class CaptionRun
{
    public static async Task<int> RunAsync(CaptionRunOptions options)
    {
        IRunOutput output = options.Json ? new JsonOutput(Console.OpenStandardOutput()) : new PlainOutput(Console.Out, Console.Error);
        using var stop = new StopSignals(options.StopWithInput);
        try
        {
            var engine = new CaptionEngine(FindFfmpeg(options));
            output.Report(await engine.RunAsync(options.Request, output, stop.Token).ConfigureAwait(false));
            return (int)CaptionExitCode.Done;
        }
        catch (CaptionFaultException fault)
        {
            return Fail(output, fault.Code, fault.Message);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return Fail(output, CaptionExitCode.Stopped, "Captioning was stopped; nothing was written.");
        }
        catch (Exception fault)
        {
            // The edge of the process: whatever it was, the parent gets a last line and the log the rest.
            await Console.Error.WriteLineAsync(fault.ToString()).ConfigureAwait(false);
            return Fail(output, CaptionExitCode.Fault, "Captioning broke off by a fault of the program; it can be tried again.");
        }
    }

    private static FfmpegTool FindFfmpeg(CaptionRunOptions options)
    {
        try
        {
            return FfmpegTool.Locate(new FfmpegOptions { FfmpegPath = options.Ffmpeg, FfprobePath = options.Ffprobe }, new ChildRunner());
        }
        catch (FileNotFoundException fault)
        {
            throw new CaptionFaultException(CaptionExitCode.EngineUnavailable, fault.Message, fault);
        }
    }

    private static int Fail(IRunOutput output, CaptionExitCode code, string message)
    {
        output.Report(new FailedEvent(code, message));
        return (int)code;
    }
}
