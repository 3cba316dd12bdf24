using System.Globalization;
using System.Text.Json;
using Lectern.CaptureAgent.Scheduling;
using Lectern.CaptureAgent.Spool;
using Lectern.CaptureAgent.Tests.Support;
using Lectern.Contracts.Recordings;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lectern.CaptureAgent.Tests.Recording;

public sealed class AgentKillTests(ITestOutputHelper output)
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(9);
    private static readonly TimeSpan MayBeLost = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MayTakeToRecordAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan EncodersMayLive = TimeSpan.FromSeconds(1);

    private static int Kills => Environment.GetEnvironmentVariable("LECTERN_LONG") is { Length: > 0 } ? 100 : 5;

    [Fact]
    public async Task An_agent_killed_at_any_moment_loses_two_seconds_at_most_and_records_again_within_five()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Encoders are looked for in /proc.");
        await using var room = new Room();
        room.Book(Room.Booking(0, 3600));
        var seed = int.TryParse(Environment.GetEnvironmentVariable("LECTERN_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Environment.TickCount;
        output.WriteLine($"LECTERN_SEED={seed}, {Kills} kills");
        var random = new Random(seed);

        for (var kill = 1; kill <= Kills; kill++)
        {
            await KillOnceAsync(room.Folder, LongestLife * random.NextDouble(), kill);
        }

        using (var last = AgentProcess.Start(room.Folder))
        {
            await RecordsAgainAsync(room.Folder, Room.Now);
            Assert.Equal(0, await last.StopAsync());
        }

        Assert.Empty(AgentProcess.EncodersOf(room.Folder));
        await IsWholeAsync(room.Folder);
    }

    private async Task KillOnceAsync(AgentFolder folder, TimeSpan life, int number)
    {
        var began = Room.Now;
        using var agent = AgentProcess.Start(folder);
        await Task.Delay(life);
        Assert.False(agent.HasExited);
        var lastLook = Room.Now;
        await agent.KillAsync();
        var gone = await AgentProcess.UntilNoEncoderAsync(folder);

        var ages = LastLines(folder, began).Select(line => lastLook - line.At).ToList();
        output.WriteLine($"kill {number} after {life.TotalSeconds:0.0} s: encoders gone {gone.TotalMilliseconds:0} ms later; last lines {string.Join(", ", ages.Select(age => $"{age.TotalSeconds:0.00} s"))} old");
        Assert.True(gone < EncodersMayLive, $"An encoder lived on for {gone}.");
        Assert.All(ages, age => Assert.True(age < MayBeLost, $"{age} were lost."));
        Assert.True(ages.Count == 2 || life < MayTakeToRecordAgain + TimeSpan.FromSeconds(1), "A source had not begun.");
    }

    private static async Task RecordsAgainAsync(AgentFolder folder, DateTimeOffset began)
    {
        await Room.UntilAsync(() => LastLines(folder, began).Count == 2, seconds: 15);
        await Room.UntilAsync(() => FirstLines(folder, began).Count == 2);
        Assert.All(FirstLines(folder, began), line => Assert.InRange(line.At.AddSeconds(-line.Duration), began, began + MayTakeToRecordAgain));
    }

    private async Task IsWholeAsync(AgentFolder folder)
    {
        var spool = new SpoolStore(folder, new SpoolDisk(folder), NullLogger<SpoolStore>.Instance);
        spool.Load();
        var plan = JsonSerializer.Deserialize(File.ReadAllBytes(folder.Plan), AgentJson.Default.PlanState)!;

        // One booking, one recording, however often its agent died.
        var recording = Assert.Single(spool.Recordings);
        Assert.Equal(recording.Id, plan.Current(Room.Now)!.Id);
        foreach (var source in recording.Parts.GroupBy(part => part.Source))
        {
            Assert.Equal(source.Select(part => part.Part).Order(), source.Select(part => part.Part));
            output.WriteLine($"{source.Key}: {source.Count()} parts, {source.Sum(part => part.Mark.Lines)} lines");
        }

        foreach (var part in recording.Parts.Where(part => part.Mark.Lines > 1))
        {
            SpoolFolder.IsWhole(part);
            var frames = await Media.FramesAsync(part);
            var told = part.ReadLines(1, 10_000).Sum(line => line.Duration);
            Assert.Equal(told, frames.Count / (part.Source == "slides" ? 10.0 : 48000 / 1024.0), 1);
        }
    }

    private static List<Fragment> LastLines(AgentFolder folder, DateTimeOffset since) => [.. LinesSince(folder, since).Select(lines => lines[^1])];

    private static List<Fragment> FirstLines(AgentFolder folder, DateTimeOffset since) => [.. LinesSince(folder, since).Select(lines => lines[0])];

    // Read past the agent, as it left them: nothing is recovered by looking. Of each part its fragments, without the head.
    private static IEnumerable<List<Fragment>> LinesSince(AgentFolder folder, DateTimeOffset since) => Directory.Exists(folder.Spool)
        ? Directory.GetFiles(folder.Spool, "*.jsonl", SearchOption.AllDirectories)
            .Select(path => Journal.Read(ReadShared(path)).Select(line => line.Fragment).Where(line => line.Duration > 0 && line.At > since).ToList())
            .Where(lines => lines.Count > 0)
        : [];

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
