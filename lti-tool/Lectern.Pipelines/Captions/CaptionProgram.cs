using System.Collections.Immutable;
using System.Globalization;
using Lectern.Ffmpeg.Children;
using Lectern.Pipelines.Runs;
using Microsoft.Extensions.Options;

namespace Lectern.Pipelines.Captions;

/// <summary>The <c>lectern-captions</c> of this machine, and the command that runs it. Whisper's native code and memory stay in that child.</summary>
internal sealed class CaptionProgram(IOptions<PipelineOptions> options)
{
    private static readonly TimeSpan LeastTime = TimeSpan.FromMinutes(30);

    // It reads what strangers uploaded: it gets no secret of ours to give away.
    private static readonly ImmutableArray<string> KeptEnvironment =
        ["PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SystemRoot", "LD_LIBRARY_PATH", "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_CLI_HOME", "OMP_NUM_THREADS"];

    /// <param name="language">ISO 639-1, or null to have it detected.</param>
    public ChildCommand Command(string input, string output, string? language, TimeSpan? duration) =>
        new(Path, Arguments(input, output, language))
        {
            KeptEnvironment = KeptEnvironment,
            Environment = ImmutableDictionary<string, string>.Empty.Add("DOTNET_EnableDiagnostics", "0"),
            Limits = new ChildLimits { DataBytes = options.Value.CaptionMemoryBytes },
            TimeLimit = Longest(duration),
            Niceness = 10,
        };

    private string Path => options.Value.CaptionsPath
        ?? Places().FirstOrDefault(File.Exists)
        ?? throw new JobFailedException(CaptionRun.NoEngine with
        {
            Detail = $"lectern-captions is not beside the host. Name it in {PipelineOptions.Section}:{nameof(PipelineOptions.CaptionsPath)}.",
        });

    private static IEnumerable<string> Places()
    {
        var name = OperatingSystem.IsWindows() ? "lectern-captions.exe" : "lectern-captions";
        yield return System.IO.Path.Combine(AppContext.BaseDirectory, "captions", name);
        yield return System.IO.Path.Combine(AppContext.BaseDirectory, name);
    }

    private List<string> Arguments(string input, string output, string? language)
    {
        List<string> arguments =
        [
            input, output, "--json", "--stop-with-input", "--language", language ?? "auto",
            "--ffmpeg", options.Value.FfmpegPath, "--ffprobe", options.Value.FfprobePath,
        ];
        if (options.Value.ModelPath is { } model)
        {
            arguments.AddRange(["--model", model]);
        }

        if (options.Value.CaptionThreads is { } threads)
        {
            arguments.AddRange(["--threads", threads.ToString(CultureInfo.InvariantCulture)]);
        }

        return arguments;
    }

    private TimeSpan Longest(TimeSpan? duration)
    {
        var wanted = (duration ?? TimeSpan.FromHours(4)) * options.Value.CaptionTimeFactor;
        return wanted > LeastTime ? wanted : LeastTime;
    }
}
