using Lectern.CaptureAgent.Inputs;
using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Status;
using Lectern.CaptureAgent.Tests.Support;
using Lectern.Contracts.Devices;
using Lectern.Ffmpeg.Children;
using Lectern.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lectern.CaptureAgent.Tests.Inputs;

public sealed class FindInputsTests : IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private readonly UploadBench bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await bench.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_real_screen_and_a_real_microphone_are_found()
    {
        using var screen = await Screen.StartAsync();
        await using var microphone = await Microphone.StartAsync();
        Environment.SetEnvironmentVariable("PULSE_SERVER", microphone.Server);

        var found = (await new FindInputs(new AgentOptions(folder.Path), new ChildRunner()).RunAsync(Token)).Inputs;

        Assert.Contains(new FoundInput("x11", true, $"{screen.Display}.0", $"X screen {screen.Display}"), found);
        Assert.Contains(found, input => input is { Profile: "pulse", IsPicture: false, Device: Microphone.Name });
    }

    [Fact]
    public async Task Cameras_screens_and_cards_have_the_names_that_Linux_gives_them()
    {
        Write("dev/video0");
        Write("dev/video10");
        Write("dev/videodev");
        Write("class/video4linux/video0/name", "HD Pro Webcam C920\n");
        Write("x11/X0");
        Write("x11/X1-lock");
        Write("dev/dri/card1");
        Write("class/drm/card1-HDMI-A-1/status", "connected\n");
        Write("class/drm/card1-DP-1/status", "disconnected\n");
        Write("sound/cards", " 1 [C920           ]: USB-Audio - HD Pro Webcam C920\n");
        Write("sound/pcm", "01-00: USB Audio : USB Audio : capture 1\n");

        var found = (await Finder().RunAsync(Token)).Inputs;

        Assert.Equal(
            [
                new FoundInput("v4l2", true, "/dev/video0", "HD Pro Webcam C920"),
                new FoundInput("v4l2", true, "/dev/video10", "video10"),
                new FoundInput("x11", true, ":0.0", "X screen :0"),
                new FoundInput("kms", true, "/dev/dri/card1", "HDMI-A-1"),
                new FoundInput("alsa", false, "plughw:CARD=C920,DEV=0", "HD Pro Webcam C920, USB Audio"),
            ],
            found);
    }

    [Fact]
    public async Task A_machine_that_has_nothing_tells_so_and_one_that_has_too_much_tells_what_may_be_told()
    {
        var nothing = await Finder().RunAsync(Token);
        for (var i = 0; i < 70; i++)
        {
            Write($"x11/X{i}");
        }

        Write("dev/video0");
        Write("class/video4linux/video0/name", new string('n', 300) + "\a");
        var much = await Finder().RunAsync(Token);

        Assert.Empty(nothing.Inputs);
        Assert.Equal(FoundInputs.Most, much.Inputs.Count);
        Assert.Equal(new string('n', FoundInputs.LongestName), much.Inputs[0].Name);
    }

    [Fact]
    public async Task The_tool_is_told_once_and_again_when_something_is_plugged_in_or_the_machine_was_enrolled_anew()
    {
        await bench.StartAsync();
        bench.NewAgent();
        var sender = new InputSender(Finder(), bench.Tool, () => RecorderView.Nothing, TimeProvider.System, NullLogger<InputSender>.Instance);
        Write("x11/X0");

        bench.Server.Before = _ => 503;
        await sender.SendAsync(Token);
        bench.Server.Before = _ => null;
        await sender.SendAsync(Token);
        await sender.SendAsync(Token);
        Write("x11/X1");
        await sender.SendAsync(Token);
        var told = bench.Memory.Inputs.ToList();
        bench.Memory.Device = Guid.CreateVersion7();
        var store = new DeviceStore(bench.Folder);
        store.Write(store.Read()! with { Device = bench.Memory.Device });
        await sender.SendAsync(Token);

        Assert.Equal([1, 2], told.Select(inputs => inputs.Inputs.Count));
        Assert.Equal(3, bench.Memory.Inputs.Count);
    }

    // What this machine's own ffmpeg would list comes and goes with other tests.
    private FindInputs Finder() => new(
        new AgentOptions(folder.Path, Ffmpeg: "true"), new ChildRunner(), new InputFolders(Path.Combine(folder.Path, "dev"), Path.Combine(folder.Path, "class"), Path.Combine(folder.Path, "sound"), Path.Combine(folder.Path, "x11")));

    private void Write(string path, string text = "")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder.Path, path))!);
        File.WriteAllText(Path.Combine(folder.Path, path), text);
    }
}
