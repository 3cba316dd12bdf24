using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Orders;
using Lectern.Core.Capture.Rooms;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lectern.Web.Tests.Capture.Agents;

/// <summary>From a real screen and a real microphone, through real encoders, to the alarms that people are told of.</summary>
public sealed class SignalAlarmTests
{
    private static bool IsLong => Environment.GetEnvironmentVariable("LECTERN_LONG") is { Length: > 0 };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_black_picture_a_silent_microphone_and_a_picture_that_stands_still_while_somebody_speaks_ring_in_the_room()
    {
        using var hall = await QuietHall.OpenAsync();
        await using var app = await LecternApp.StartAsync(DatabaseEngine.Sqlite, replace: services => services.Replace(ServiceDescriptor.Singleton(TimeProvider.System)));
        await using var agent = Assert.Single(await RealAgent.EnrolAsync(app, 1));
        SourceSettings picture = new() { Name = "slides", Role = SourceRole.Slides, Profile = "x11", Device = hall.Display, Width = 320, Height = 180, FrameRate = 5 };
        Assert.Null(await app.Get<ChangeRoom>().RunAsync(agent.Room.Id, new RoomEntry(agent.Room.Name, "", "Europe/Vienna", null, false, [
            picture,
            picture with { Name = "presenter", Role = SourceRole.Presenter },
            new SourceSettings { Name = "sound", Role = SourceRole.Sound, Profile = "pulse", Device = QuietHall.Microphone },
            new SourceSettings { Name = "spare", Role = SourceRole.SpareSound, Profile = "test" },
        ]), "test", Stop));
        await agent.StartAsync();
        await UntilAsync(() => Task.FromResult(agent.Recorder.View.Sources.Count == 4), 30);

        Assert.True(await app.Get<GiveOrder>().RunAsync(agent.Room.Id, OrderKind.Start, 10, null, "test", Stop));

        // Silence for 20 s and black for 30 s, told within 15 s; a picture that stands still is one only after two minutes.
        var expected = new List<(RoomAlarmKind, string)> { (RoomAlarmKind.BlackPicture, "presenter"), (RoomAlarmKind.BlackPicture, "slides"), (RoomAlarmKind.Silence, "sound") };
        if (IsLong)
        {
            expected.Add((RoomAlarmKind.FrozenPicture, "presenter"));
        }

        // A busy machine may ring for itself beside.
        await UntilAsync(async () => !expected.Except(await OpenAsync(app, agent)).Any(), IsLong ? 300 : 180);
        Assert.DoesNotContain((RoomAlarmKind.Silence, "spare"), await OpenAsync(app, agent));
        Assert.True(await app.Get<GiveOrder>().RunAsync(agent.Room.Id, OrderKind.Stop, null, null, "test", Stop));
        await UntilAsync(async () => !expected.Intersect(await OpenAsync(app, agent)).Any(), 60);
    }

    private static async Task<List<(RoomAlarmKind Kind, string Source)>> OpenAsync(LecternApp app, RealAgent agent)
    {
        await using var rows = app.Rows();
        var open = await rows.RoomAlarms.Where(alarm => alarm.RoomId == agent.Room.Id && alarm.Until == null).Select(alarm => new { alarm.Kind, alarm.Source }).ToListAsync(Stop);
        return [.. open.Select(alarm => (alarm.Kind, alarm.Source))];
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo, double seconds)
    {
        for (var since = TimeProvider.System.GetTimestamp(); !await isSo();)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since).TotalSeconds < seconds, $"It did not come to be within {seconds} s.");
            await Task.Delay(200, Stop);
        }
    }
}
