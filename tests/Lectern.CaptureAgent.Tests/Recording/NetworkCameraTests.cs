using Lectern.CaptureAgent.Tests.Support;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Tests.Recording;

/// <summary>A camera that is asked over the network, as ffmpeg really asks it.</summary>
public sealed class NetworkCameraTests
{
    [Fact]
    public async Task A_camera_in_the_network_is_recorded_and_again_by_itself_after_it_was_away()
    {
        await using var camera = await NetworkCamera.StartAsync();
        await using var room = new Room(new SourceSettings { Name = "presenter", Role = SourceRole.Presenter, Profile = "rtsp", Device = camera.Address, Width = 320, Height = 180, FrameRate = 10 }, Room.Sound);
        await room.StartAsync();
        room.Order(OrderKind.Start, 10);
        await room.UntilWrittenAsync(3, "presenter");

        await camera.PullOutAsync();
        await Room.UntilAsync(() => room.Recorder.View.Alarms.Any(alarm => alarm is { Kind: AlarmKind.NoSignal, Source: "presenter" }));
        await room.UntilWrittenAsync(2, "sound");
        camera.PlugIn();
        await room.UntilWrittenAsync(3, "presenter");
        await Room.UntilAsync(() => room.Recorder.View.Alarms.Count == 0);

        var parts = room.Spool.Recordings.Single().Parts.Where(part => part.Source == "presenter" && part.Mark.Lines > 1);
        Assert.Equal(2, parts.Count());
        Assert.Single(room.Spool.Recordings[0].Parts, part => part.Source == "sound");
    }
}
