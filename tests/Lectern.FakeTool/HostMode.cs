using System.Globalization;
using Lectern.Ffmpeg.Children;

namespace Lectern.FakeTool;

/// <summary>
/// Plays Lectern itself, so that a test can kill it: starts a child through the product's own class, prints the child's pid, and waits.
/// </summary>
internal static class HostMode
{
    public static async Task<int> RunAsync(string[] line)
    {
        var registry = line is ["--pid-file", var file, ..] ? new ChildRegistry(file) : null;
        var command = registry is null ? line : line[2..];
        await using var child = await new ChildRunner(registry).StartAsync(new ChildCommand(command[0], command[1..]));
        Console.WriteLine(child.Id.ToString(CultureInfo.InvariantCulture));
        await child.WaitAsync();
        return 0;
    }
}
