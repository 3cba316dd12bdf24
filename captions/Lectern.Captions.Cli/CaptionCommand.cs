using System.CommandLine;
using Lectern.Captions.Runs;
using Lectern.Captions.Whisper;

namespace Lectern.Captions.Cli;

/// <summary>The command line of <c>lectern-captions</c>.</summary>
internal sealed class CaptionCommand
{
    private readonly Argument<string> input = new("INPUT") { Description = "The recording: anything ffmpeg reads." };
    private readonly Argument<string> output = new("OUTPUT") { Description = "The WebVTT file to write. It appears whole or not at all." };
    private readonly Option<string> language = new("--language") { Description = "Language spoken, such as en or de.", DefaultValueFactory = _ => "auto" };
    private readonly Option<string?> model = new("--model") { Description = "A Whisper model in ggml form. Default: the one that ships." };
    private readonly Option<int?> threads = new("--threads") { Description = "Threads to compute on. Default: the physical cores, at most 8." };
    private readonly Option<bool> json = new("--json") { Description = "Write events to standard output, one JSON object a line." };
    private readonly Option<bool> stopWithInput = new("--stop-with-input") { Description = "Stop when standard input closes, or a q comes from it." };
    private readonly Option<string> ffmpeg = new("--ffmpeg") { Description = "ffmpeg: a name on PATH or a path.", DefaultValueFactory = _ => "ffmpeg" };
    private readonly Option<string> ffprobe = new("--ffprobe") { Description = "ffprobe: a name on PATH or a path.", DefaultValueFactory = _ => "ffprobe" };

    public static async Task<int> RunAsync(string[] args)
    {
        var command = new CaptionCommand();
        var parsed = command.Build().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return command.Refuse(parsed);
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }).ConfigureAwait(false);
    }

    private RootCommand Build()
    {
        var root = new RootCommand("Captions a recording: speech to WebVTT, on this machine.")
        {
            input, output, language, model, threads, json, stopWithInput, ffmpeg, ffprobe,
        };
        language.Validators.Add(result =>
        {
            if (result.GetValue(language) is { } code && code != "auto" && !WhisperLanguages.Contains(code))
            {
                result.AddError($"Whisper does not know the language '{code}'. Give a code such as en, de or fr, or auto.");
            }
        });
        threads.Validators.Add(result =>
        {
            if (result.GetValue(threads) is < 1 or > 64)
            {
                result.AddError("--threads takes a number from 1 to 64.");
            }
        });
        root.SetAction((parsed, _) => CaptionRun.RunAsync(ToOptions(parsed)));
        return root;
    }

    private CaptionRunOptions ToOptions(ParseResult parsed)
    {
        var code = parsed.GetValue(language);
        var request = new CaptionRequest(parsed.GetValue(input)!, parsed.GetValue(output)!)
        {
            Language = code == "auto" ? null : code,
            ModelPath = parsed.GetValue(model),
            Threads = parsed.GetValue(threads),
        };
        return new CaptionRunOptions(request, parsed.GetValue(json), parsed.GetValue(stopWithInput), parsed.GetValue(ffmpeg)!, parsed.GetValue(ffprobe)!);
    }

    private int Refuse(ParseResult parsed)
    {
        var message = string.Join(' ', parsed.Errors.Select(error => error.Message));
        if (parsed.GetValue(json))
        {
            Console.Out.WriteLine(new FailedEvent(CaptionExitCode.Usage, message).ToJson());
        }

        Console.Error.WriteLine(message);
        Console.Error.WriteLine("lectern-captions --help tells how it is used.");
        return (int)CaptionExitCode.Usage;
    }
}
