using System.Collections.Immutable;
using Lectern.Ffmpeg.Children;

namespace Lectern.Ffmpeg;

/// <summary>The ffmpeg and ffprobe of this machine, and the commands that run them within their limits.</summary>
public sealed class FfmpegTool
{
    // Uploaded files are parsed in the child: it gets no secret of ours to give away.
    private static readonly ImmutableArray<string> KeptEnvironment =
        ["PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SystemRoot", "LD_LIBRARY_PATH"];

    private FfmpegTool(string ffmpeg, string ffprobe, FfmpegOptions options, ChildRunner runner)
    {
        FfmpegPath = ffmpeg;
        FfprobePath = ffprobe;
        Options = options;
        Runner = runner;
        Limits = new MediaLimits(options.MaxPixels, options.MaxStreams);
    }

    /// <summary>Full path of ffmpeg.</summary>
    public string FfmpegPath { get; }

    /// <summary>Full path of ffprobe.</summary>
    public string FfprobePath { get; }

    /// <summary>The options it was made with.</summary>
    public FfmpegOptions Options { get; }

    /// <summary>Runs its commands.</summary>
    public ChildRunner Runner { get; }

    /// <summary>What one file may cost.</summary>
    public MediaLimits Limits { get; }

    /// <summary>Finds both programs.</summary>
    /// <exception cref="FileNotFoundException">One is not there; the message says which, and which option names it.</exception>
    public static FfmpegTool Locate(FfmpegOptions options, ChildRunner runner) => new(
        Find(options.FfmpegPath, nameof(FfmpegOptions.FfmpegPath)),
        Find(options.FfprobePath, nameof(FfmpegOptions.FfprobePath)),
        options,
        runner);

    /// <summary>An ffmpeg run. Inputs come from <see cref="InputGuard"/>.</summary>
    /// <param name="arguments">What follows the arguments every run has.</param>
    /// <param name="timeLimit">Longest time by the clock.</param>
    /// <param name="processorTime">Most processor time of all its threads together.</param>
    public ChildCommand Ffmpeg(IEnumerable<string> arguments, TimeSpan timeLimit, TimeSpan processorTime) =>
        Guarded(FfmpegPath, ["-hide_banner", "-nostdin", "-nostats", "-loglevel", "error", "-y", .. arguments], timeLimit, processorTime);

    /// <summary>An ffprobe run, within the probe's time limit.</summary>
    public ChildCommand Ffprobe(IEnumerable<string> arguments) =>
        Guarded(FfprobePath, ["-hide_banner", "-loglevel", "error", .. arguments], Options.ProbeTimeLimit, Options.ProbeTimeLimit);

    private ChildCommand Guarded(string program, IReadOnlyList<string> arguments, TimeSpan timeLimit, TimeSpan processorTime) =>
        new(program, arguments)
        {
            KeptEnvironment = KeptEnvironment,
            TimeLimit = timeLimit,
            Niceness = Options.Niceness,
            Limits = new ChildLimits
            {
                AddressSpaceBytes = Options.AddressSpaceBytes,
                ProcessorTime = processorTime,
                FileSizeBytes = 16L << 30,
                OpenFiles = 256,
            },
        };

    private static string Find(string name, string option) =>
        Executable.Find(name) ?? throw new FileNotFoundException(
            $"{name} is not on this machine. Install ffmpeg, or name the program in Ffmpeg:{option}.", name);
}
