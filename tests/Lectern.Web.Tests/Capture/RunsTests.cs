using System.Net;
using System.Net.Http.Json;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Bookings;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Admin;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Capture;

/// <summary>Machines whose disks were cloned or forget, as a tool sees them.</summary>
public sealed class RunsTests(UnwatchedApps apps) : IClassFixture<UnwatchedApps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task Two_machines_of_one_disk_ring_and_what_both_recorded_is_kept_until_one_is_enrolled_anew(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var it = await Operator.SignInAsync(app);
        using var first = await Machine.InNewRoomAsync(app);
        using var clone = first.Clone();
        var starts = app.Time.GetUtcNow().AddMinutes(5);
        var booking = Assert.Single((await app.Get<BookRoom>().RunAsync(first.Room, new BookingWish("Algorithms", new BookedTime(starts, starts.AddHours(1))), null, "operator", Stop)).Bookings);
        var (a, b) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        foreach (var (machine, run) in new[] { (first, a), (clone, b), (first, a) })
        {
            await TellAsync(app, machine, run);
        }

        var soon = await OpenAsync(app, first);
        await TellAsync(app, clone, b);
        var open = await OpenAsync(app, first);
        await app.Get<WatchRooms>().RunAsync(Stop);
        var wall = await WallAsync(it, first);
        foreach (var machine in new[] { first, clone })
        {
            var part = await RecordedPartOf.BeginAsync(machine, booking.Id);
            await part.SendAllAsync();
            Assert.True(await part.EndAsync(part.End));
        }

        using var anew = new Machine(app);
        await anew.EnrolAsync(first.Room);
        await TellAsync(app, anew, Guid.CreateVersion7());

        Assert.Empty(soon);
        Assert.Equal([RoomAlarmKind.TwoMachines], open);
        Assert.Contains("two machines speak as one.", wall, StringComparison.Ordinal);
        Assert.Contains("with a code from its own room's page", wall, StringComparison.Ordinal);
        Assert.Contains("Two machines speak as one: a disk was cloned.", wall, StringComparison.Ordinal);
        await using var rows = app.Rows();
        Assert.Equal(2, await rows.Recordings.CountAsync(recording => recording.BookingId == booking.Id && recording.VerifiedAt != null, Stop));
        Assert.Equal([RoomAlarmKind.Preflight], await OpenAsync(app, first));
    }

    [Theory, DatabaseData]
    public async Task A_disk_that_forgets_rings_before_the_lecture_and_is_well_once_a_restart_has_kept_what_was_written(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var it = await Operator.SignInAsync(app);
        using var machine = await Machine.InNewRoomAsync(app);
        var starts = app.Time.GetUtcNow().AddMinutes(9);
        await app.Get<BookRoom>().RunAsync(machine.Room, new BookingWish("Algorithms", new BookedTime(starts, starts.AddHours(1))), null, "operator", Stop);
        var (installed, before, after, kept) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());

        await TellAsync(app, machine, installed, "1");
        await TellAsync(app, machine, before, "2", installed);
        await TellAsync(app, machine, after, "3", installed);
        var soon = await OpenAsync(app, machine);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await TellAsync(app, machine, after, "3");
        var open = await OpenAsync(app, machine);
        await app.Get<WatchRooms>().RunAsync(Stop);
        var wall = await WallAsync(it, machine);
        await TellAsync(app, machine, kept, "4", after);

        Assert.Empty(soon);
        Assert.Equal([RoomAlarmKind.DiskForgets], open);
        Assert.Contains("the machine's disk forgets what is written to it.", wall, StringComparison.Ordinal);
        Assert.Contains("is not ready for “Algorithms”", wall, StringComparison.Ordinal);
        Assert.DoesNotContain(RoomAlarmKind.DiskForgets, await OpenAsync(app, machine));
    }

    private static async Task TellAsync(LecternApp app, Machine machine, Guid run, string boot = "1", params Guid[] earlier)
    {
        app.Time.Advance(TimeSpan.FromSeconds(5));
        using var response = await machine.SendAsync(HttpMethod.Post, CapturePaths.Status, JsonContent.Create(
            new AgentStatus { At = app.Time.GetUtcNow(), Agent = "1", FreeBytes = 500_000_000_000, DiskBytes = 1_000_000_000_000, QueuedBytes = 0, Run = run, Boot = boot, EarlierRuns = earlier },
            CaptureJson.Default.AgentStatus));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task<string> WallAsync(Browser it, Machine machine)
    {
        using var page = await it.GetAsync($"/admin/rooms/{machine.Room}?handler=Live");
        return WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Stop));
    }

    private static async Task<List<RoomAlarmKind>> OpenAsync(LecternApp app, Machine machine)
    {
        await using var rows = app.Rows();
        return await rows.RoomAlarms.Where(alarm => alarm.RoomId == machine.Room && alarm.Until == null).Select(alarm => alarm.Kind).ToListAsync(Stop);
    }
}
