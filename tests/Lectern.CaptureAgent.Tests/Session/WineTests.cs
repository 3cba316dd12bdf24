using Lectern.CaptureAgent.Tests.Support;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Schedules;
using Lectern.TestSupport;

namespace Lectern.CaptureAgent.Tests.Session;

/// <summary>The Windows package as far as wine takes it: no desktop, no devices, no accounts.</summary>
public sealed class WineTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("run")]
    [InlineData("service")]
    public async Task The_windows_package_is_enrolled_records_a_test_source_and_brings_it_to_the_tool(string command)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("LECTERN_LONG") is { Length: > 0 }, "wine takes half a minute; LECTERN_LONG=1 has it.");
        Assert.SkipWhen(Wine.Missing is not null, Wine.Missing ?? "");
        using var uploads = new TempFolder();
        var memory = new ToolMemory(uploads.Path) { Code = "K7QM-2XHB", Settings = new AgentSettings { Version = "1", Room = "A 101", Sources = [Room.Slides, Room.Sound] } };
        await using var server = new ToolServer(memory);
        await server.StartAsync();
        using var wine = new Wine();
        var began = Room.Now;

        Assert.Equal(0, await wine.RunToEndAsync("enroll", memory.Code, "--server", server.Address.AbsoluteUri));
        output.WriteLine($"enrolled after {(Room.Now - began).TotalSeconds:0.0} s");
        memory.Schedule = new Schedule("2", [Room.Booking(0, 12)]);
        using var agent = wine.Start(command, "--ffmpeg", Wine.FfmpegThere, "--port", "0");
        await Room.UntilAsync(() => !memory.Verified.IsEmpty, 60);

        output.WriteLine($"verified after {(Room.Now - began).TotalSeconds:0.0} s");
        Assert.Equal(["slides", "sound"], memory.Verified.Keys.Select(part => part.Source).Distinct().Order());
        Assert.All(memory.Verified.Values, bytes => Assert.True(bytes.Length > 10_000));
    }
}
