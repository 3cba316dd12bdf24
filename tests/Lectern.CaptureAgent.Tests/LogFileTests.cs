using Lectern.TestSupport;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent.Tests;

public sealed class LogFileTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Lines_say_when_and_who_and_what_went_wrong()
    {
        using var file = new LogFile(folder.File("agent.log"), TimeProvider.System);

        Log(file, "The recorder runs.", new InvalidOperationException("It does not."));

        var lines = File.ReadAllLines(folder.File("agent.log"));
        Assert.EndsWith("Z Warning Recorder: The recorder runs.", lines[0], StringComparison.Ordinal);
        Assert.Contains("It does not.", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_file_makes_room_and_the_oldest_goes()
    {
        using var file = new LogFile(folder.File("agent.log"), TimeProvider.System, largest: 1);

        for (var line = 0; line < 9; line++)
        {
            Log(file, $"line {line}");
        }

        string[] names = ["agent.log", "agent.1.log", "agent.2.log", "agent.3.log", "agent.4.log"];
        Assert.Equal(names.Order(), Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());
        Assert.Equal(["line 8", "line 7", "line 6", "line 5", "line 4"], names.Select(name => File.ReadAllText(folder.File(name)).Trim()[^6..]));
    }

    [Fact]
    public void A_disk_that_takes_no_line_stops_nothing()
    {
        using var file = new LogFile(Path.Combine(folder.Path, "missing", "agent.log"), TimeProvider.System);

        Log(file, "lost");
    }

    private static void Log(LogFile file, string text, Exception? problem = null) =>
        file.CreateLogger("Lectern.CaptureAgent.Recording.Recorder").Log(LogLevel.Warning, default, text, problem, (state, _) => state);
}
