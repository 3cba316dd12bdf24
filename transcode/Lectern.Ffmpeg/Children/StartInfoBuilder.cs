using System.Diagnostics;
using System.Text;

namespace Lectern.Ffmpeg.Children;

internal static class StartInfoBuilder
{
    public static ProcessStartInfo Build(ChildCommand command)
    {
        // Looked up here, since behind the launcher a missing program would only be exit code 127.
        var program = Executable.Find(command.FileName)
            ?? throw Missing(command, $"{command.FileName} is not there: no such program on PATH or at that path.");
        var info = new ProcessStartInfo
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            WorkingDirectory = command.WorkingDirectory ?? "",
        };
        Address(info, command, program);
        Furnish(info, command);
        return info;
    }

    private static void Address(ProcessStartInfo info, ChildCommand command, string program)
    {
        IReadOnlyList<string> line = OperatingSystem.IsLinux() ? WrapOnLinux(command, program) : [program, .. command.Arguments];
        info.FileName = line[0];
        foreach (var argument in line.Skip(1))
        {
            info.ArgumentList.Add(argument);
        }
    }

    private static IReadOnlyList<string> WrapOnLinux(ChildCommand command, string program) =>
        LinuxLauncher.FirstMissing() is { } missing
            ? throw Missing(command, $"{command.FileName} cannot be run safely: {missing} is not there. It comes with the package util-linux.")
            : LinuxLauncher.Wrap(command, program);

    private static void Furnish(ProcessStartInfo info, ChildCommand command)
    {
        if (command.KeptEnvironment is { } kept)
        {
            var others = info.Environment.Keys.Where(name => !kept.Contains(name, StringComparer.OrdinalIgnoreCase)).ToList();
            others.ForEach(name => info.Environment.Remove(name));
        }

        foreach (var (name, value) in command.Environment)
        {
            info.Environment[name] = value;
        }
    }

    private static ChildProcessException Missing(ChildCommand command, string what) => new(ChildFailure.CouldNotStart, command, what);
}
