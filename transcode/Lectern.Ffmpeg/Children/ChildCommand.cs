using System.Collections.Immutable;

namespace Lectern.Ffmpeg.Children;

/// <summary>What to run, as a value: building one starts nothing, so arguments are tested as data.</summary>
/// <param name="FileName">A program on PATH, or a path to one.</param>
/// <param name="Arguments">One element an argument; nothing is quoted or split.</param>
public sealed record ChildCommand(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>Folder the child starts in; default: ours.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Names of our environment variables the child keeps; <see langword="null"/> (default) keeps all.</summary>
    public ImmutableArray<string>? KeptEnvironment { get; init; }

    /// <summary>Variables set for the child on top of what it keeps.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What the system enforces on the child; default: nothing.</summary>
    public ChildLimits Limits { get; init; } = ChildLimits.None;

    /// <summary>Longest time by the clock before the child is stopped; default: no limit.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>How the child is asked to end; default: a signal.</summary>
    public StopRequest StopRequest { get; init; } = StopRequest.Signal;

    /// <summary>How long it may take to end after being asked, before it is killed; default 3 s.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>0 (default) to 19: how far the child yields the processor to others.</summary>
    public int Niceness { get; init; }

    /// <summary>Whether an exit code other than 0 is an error; default <see langword="true"/>.</summary>
    public bool FailsOnExitCode { get; init; } = true;

    /// <summary>The command as one would type it, for messages only.</summary>
    public string CommandLine => string.Join(' ', Arguments.Prepend(FileName).Select(Quote));

    private static string Quote(string part) =>
        part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=,%@+".Contains(c, StringComparison.Ordinal))
            ? part
            : $"'{part.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
