using System.Globalization;

namespace Lectern.Ffmpeg.Children;

/// <summary>
/// What goes before a command on Linux. Each of these programs replaces itself by the next, so the pid stays the child's own:
/// setsid gives it a group of its own (a Ctrl-C in the terminal reaches us alone, and the whole group can be killed even when its leader
/// is gone), setpriv lets the kernel kill it when the thread that started it dies, prlimit bounds it, nice makes it yield.
/// </summary>
internal static class LinuxLauncher
{
    private static readonly string[] Required = ["setsid", "setpriv", "prlimit"];

    /// <summary>The first of the needed programs that is not there, or <see langword="null"/>.</summary>
    public static string? FirstMissing() => Required.FirstOrDefault(name => Executable.Find(name) is null);

    public static IReadOnlyList<string> Wrap(ChildCommand command, string program) =>
    [
        "setsid", "setpriv", "--pdeathsig", "KILL", "--",
        .. Nice(command.Niceness),
        .. Limit(command.Limits),
        program, .. command.Arguments,
    ];

    private static string[] Nice(int niceness) =>
        niceness == 0 ? [] : ["nice", "-n", niceness.ToString(CultureInfo.InvariantCulture)];

    private static IEnumerable<string> Limit(ChildLimits limits)
    {
        yield return "prlimit";
        yield return "--core=0";
        if (limits.AddressSpaceBytes is { } space)
        {
            yield return Invariant($"--as={space}");
        }

        if (limits.DataBytes is { } data)
        {
            yield return Invariant($"--data={data}");
        }

        if (limits.ProcessorTime is { } time)
        {
            // The soft limit warns (SIGXCPU, which ffmpeg answers by finishing its file), the hard one kills.
            var seconds = Math.Max(1, (long)Math.Ceiling(time.TotalSeconds));
            yield return Invariant($"--cpu={seconds}:{seconds + 5}");
        }

        if (limits.FileSizeBytes is { } size)
        {
            yield return Invariant($"--fsize={size}");
        }

        if (limits.OpenFiles is { } files)
        {
            yield return Invariant($"--nofile={files}");
        }

        yield return "--";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
