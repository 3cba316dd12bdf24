using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Rooms;
using Lectern.TestSupport.Databases;
using Lectern.Web.Capture;
using Lectern.Web.Tests.Admin;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Tests.Capture;

/// <summary>What is wrong in rooms, by what machines tell and by what they don't.</summary>
public sealed class AlarmTests(UnwatchedApps apps) : IClassFixture<UnwatchedApps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task An_alarm_opens_once_and_ends_by_what_the_machine_tells_and_one_that_flaps_stays_the_same(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var machine = await WithSourcesAsync(app);
        var began = app.Time.GetUtcNow();
        var broken = new[] { new Alarm(AlarmKind.NoSignal, "slides", began), new Alarm(AlarmKind.NoSignal, "made-up", began) };

        await TellAsync(app, machine, broken);
        await TellAsync(app, machine, broken);
        var opened = Assert.Single(await AlarmsAsync(app, machine));
        await MarkToldAsync(app, machine);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await TellAsync(app, machine);
        var ended = Assert.Single(await AlarmsAsync(app, machine));
        app.Time.Advance(TimeSpan.FromMinutes(29));
        await TellAsync(app, machine, new Alarm(AlarmKind.NoSignal, "slides", app.Time.GetUtcNow()));
        var again = Assert.Single(await AlarmsAsync(app, machine));
        await TellAsync(app, machine);
        app.Time.Advance(TimeSpan.FromMinutes(31));
        await TellAsync(app, machine, new Alarm(AlarmKind.NoSignal, "slides", app.Time.GetUtcNow().AddDays(1)));
        var another = Assert.Single(await AlarmsAsync(app, machine));
        await TellAsync(app, machine);
        await MarkToldAsync(app, machine, andEnd: true);
        await TellAsync(app, machine, new Alarm(AlarmKind.NoSignal, "slides", app.Time.GetUtcNow()));
        var returned = Assert.Single(await AlarmsAsync(app, machine));

        Assert.Equal((RoomAlarmKind.NoSignal, "slides", began, null), (opened.Kind, opened.Source, opened.Since, opened.Until));
        Assert.Equal(began.AddMinutes(1), ended.Until);
        Assert.Equal((began, null, 1, began), (again.Since, again.Until, again.Times, again.ToldAt));
        Assert.Equal((app.Time.GetUtcNow(), null, 2, null), (another.Since, another.Until, another.Times, another.ToldAt));
        Assert.Equal((null, 3, null, null), (returned.Until, returned.Times, returned.ToldAt, returned.EndToldAt));
    }

    [Theory, DatabaseData]
    public async Task A_machine_that_is_silent_is_late_then_offline_and_neither_when_it_is_heard_again(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var machine = await WithSourcesAsync(app);
        await TellAsync(app, machine);

        app.Time.Advance(TimeSpan.FromSeconds(44));
        await app.Get<WatchRooms>().RunAsync(Stop);
        var soon = await OpenAsync(app, machine);
        app.Time.Advance(TimeSpan.FromSeconds(2));
        await app.Get<WatchRooms>().RunAsync(Stop);
        var late = await OpenAsync(app, machine);
        app.Time.Advance(TimeSpan.FromSeconds(75));
        await app.Get<WatchRooms>().RunAsync(Stop);
        var offline = await OpenAsync(app, machine);
        await TellAsync(app, machine);
        var heard = await OpenAsync(app, machine);

        Assert.Empty(soon);
        Assert.Equal([RoomAlarmKind.Late], late);
        Assert.Equal([RoomAlarmKind.Offline], offline);
        Assert.Empty(heard);
    }

    [Theory, DatabaseData]
    public async Task A_room_is_judged_ten_minutes_before_its_booking_and_turns_ready_by_itself_once_it_is_repaired(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var machine = await WithSourcesAsync(app);
        using var it = await Operator.SignInAsync(app);
        var starts = app.Time.GetUtcNow().AddMinutes(11);
        var booking = Assert.Single((await app.Get<BookRoom>().RunAsync(machine.Room, new BookingWish("Algorithms", new BookedTime(starts, starts.AddHours(1))), null, "operator", Stop)).Bookings);

        await TellAsync(app, machine, new Alarm(AlarmKind.NoSignal, "slides", app.Time.GetUtcNow()));
        await app.Get<WatchRooms>().RunAsync(Stop);
        var early = await PreflightAsync(app, booking);
        app.Time.Advance(TimeSpan.FromMinutes(2));
        await TellAsync(app, machine, new Alarm(AlarmKind.NoSignal, "slides", app.Time.GetUtcNow()));
        await app.Get<WatchRooms>().RunAsync(Stop);
        var (failed, ringing, broken) = (await PreflightAsync(app, booking), await OpenAsync(app, machine), await WallAsync(it, machine));
        await TellAsync(app, machine);
        await app.Get<WatchRooms>().RunAsync(Stop);
        var (passed, quiet, ready) = (await PreflightAsync(app, booking), await OpenAsync(app, machine), await WallAsync(it, machine));
        app.Time.Advance(TimeSpan.FromMinutes(11));
        await TellAsync(app, machine);
        await app.Get<WatchRooms>().RunAsync(Stop);

        Assert.Null(early);
        Assert.Equal(new PreflightReason(PreflightFault.NoSignal, "slides"), Assert.Single(failed!.ReadReasons()));
        Assert.Equal([RoomAlarmKind.NoSignal, RoomAlarmKind.Preflight], ringing.Order());
        Assert.Contains("is not ready for “Algorithms”", broken, StringComparison.Ordinal);
        Assert.Contains("slides gives no signal.", broken, StringComparison.Ordinal);
        Assert.True(passed!.Passed);
        Assert.Empty(quiet);
        Assert.Contains("checked, ready", ready, StringComparison.Ordinal);
        // Nothing is recorded although the machine answers.
        Assert.Equal([RoomAlarmKind.MissedStart], await OpenAsync(app, machine));
    }

    [Theory, DatabaseData]
    public async Task A_camera_that_is_unplugged_rings_before_the_lecture_and_a_dark_or_quiet_room_is_only_noted(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var machine = await WithSourcesAsync(app);
        using var it = await Operator.SignInAsync(app);
        var booking = await BookAsync(app, machine, app.Time.GetUtcNow().AddMinutes(9), 60);

        await TellAsync(app, machine, [new SourceStatus("slides", SourceState.Lost), new SourceStatus("sound", SourceState.Idle, -72, -60, [])]);
        await app.Get<WatchRooms>().RunAsync(Stop);
        var (unplugged, ringing, broken) = (await PreflightAsync(app, booking), await OpenAsync(app, machine), await WallAsync(it, machine));
        await TellAsync(app, machine, [new SourceStatus("slides", SourceState.Idle, Notes: [SourceNote.Black]), new SourceStatus("sound", SourceState.Idle, -72, -60, [])]);
        await app.Get<WatchRooms>().RunAsync(Stop);
        var (dark, quiet, noted) = (await PreflightAsync(app, booking), await OpenAsync(app, machine), await WallAsync(it, machine));
        await TellAsync(app, machine, [new SourceStatus("slides", SourceState.Idle, Notes: []), new SourceStatus("sound", SourceState.Idle, -120, -120, [SourceNote.DigitalSilence])]);
        await app.Get<WatchRooms>().RunAsync(Stop);
        var (dead, again, silent) = (await PreflightAsync(app, booking), await OpenAsync(app, machine), await WallAsync(it, machine));
        app.Time.Advance(booking.StartsAt - app.Time.GetUtcNow() - TimeSpan.FromSeconds(10));
        await TellAsync(app, machine);
        await app.Get<WatchRooms>().RunAsync(Stop);
        var (held, still) = (await PreflightAsync(app, booking), await OpenAsync(app, machine));

        Assert.Equal(("NoSignal/slides", false), (unplugged!.Reasons, unplugged.Passed));
        Assert.Equal([RoomAlarmKind.Preflight], ringing);
        Assert.Contains("slides gives no signal.", broken, StringComparison.Ordinal);
        Assert.Contains("No signal", broken, StringComparison.Ordinal);
        Assert.Equal(("Black/slides", true), (dark!.Reasons, dark.Passed));
        Assert.Empty(quiet);
        Assert.Contains("checked, ready", noted, StringComparison.Ordinal);
        Assert.Contains("slides is black so far.", noted, StringComparison.Ordinal);
        Assert.Contains("value=\"-60\" aria-label=\"sound: -72 dB\"", noted, StringComparison.Ordinal);
        Assert.Equal(("DigitalSilence/sound", false), (dead!.Reasons, dead.Passed));
        Assert.Equal([RoomAlarmKind.Preflight], again);
        Assert.Contains("sound gives no sound at all", silent, StringComparison.Ordinal);
        // Its sources are let go for the recording, and that is no news of them.
        Assert.Equal(("DigitalSilence/sound", RoomAlarmKind.Preflight), (held!.Reasons, Assert.Single(still)));
    }

    [Theory, DatabaseData]
    public async Task Each_booking_that_begins_unrecorded_is_missed_by_itself_and_so_is_one_in_which_the_machine_was_off(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var machine = await WithSourcesAsync(app);
        using var never = await WithSourcesAsync(app);
        var starts = app.Time.GetUtcNow().AddMinutes(1);
        var first = await BookAsync(app, machine, starts, 20);
        var second = await BookAsync(app, machine, starts.AddMinutes(20), 20);
        var unheard = await BookAsync(app, never, starts, 20);
        await WatchAsync(app, machine);

        app.Time.Advance(TimeSpan.FromMinutes(2));
        await WatchAsync(app, machine);
        var missed = await BookedAlarmsAsync(app, machine, RoomAlarmKind.MissedStart);
        app.Time.Advance(TimeSpan.FromMinutes(20));
        await WatchAsync(app, machine);
        await WatchAsync(app, machine);
        var both = await BookedAlarmsAsync(app, machine, RoomAlarmKind.MissedStart);
        var away = await BookedAlarmsAsync(app, never, RoomAlarmKind.MissedStart);
        await TellAsync(app, never);
        await WatchAsync(app, machine);
        await WatchAsync(app, machine);

        Assert.Equal([(first.Id, true)], missed);
        Assert.Equal([(first.Id, false), (second.Id, true)], both);
        // While it is away it may have recorded.
        Assert.Empty(away);
        Assert.Equal([(unheard.Id, false)], await BookedAlarmsAsync(app, never, RoomAlarmKind.MissedStart));
    }

    [Theory, DatabaseData]
    public async Task Alarms_of_a_machine_that_was_revoked_end(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var machine = await WithSourcesAsync(app);
        await TellAsync(app, machine, new Alarm(AlarmKind.NoSignal, "slides", app.Time.GetUtcNow()));
        app.Time.Advance(TimeSpan.FromMinutes(3));
        await app.Get<WatchRooms>().RunAsync(Stop);
        var before = await OpenAsync(app, machine);

        await app.Get<RevokeDevice>().RunAsync(machine.Room, machine.Id, "operator", Stop);
        await app.Get<WatchRooms>().RunAsync(Stop);

        Assert.Equal([RoomAlarmKind.NoSignal, RoomAlarmKind.Offline], before.Order());
        Assert.Empty(await OpenAsync(app, machine));
        await using var rows = app.Rows();
        Assert.True(await rows.RoomAlarms.Where(a => a.RoomId == machine.Room).AllAsync(a => a.EndToldAt != null, Stop));
    }

    [Fact]
    public async Task After_a_time_in_which_this_server_could_hear_nobody_all_machines_have_time_to_tell()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var machine = await WithSourcesAsync(app);
        await TellAsync(app, machine);
        app.Time.Advance(TimeSpan.FromMinutes(10));

        app.Get<WatchRooms>().ListenAnew();
        await app.Get<WatchRooms>().RunAsync(Stop);
        var anew = await OpenAsync(app, machine);
        app.Time.Advance(TimeSpan.FromMinutes(3));
        await app.Get<WatchRooms>().RunAsync(Stop);

        var offline = await OpenAsync(app, machine);
        app.Get<WatchRooms>().ListenAnew();
        await app.Get<WatchRooms>().RunAsync(Stop);
        var still = await OpenAsync(app, machine);
        await TellAsync(app, machine);
        await app.Get<WatchRooms>().RunAsync(Stop);

        Assert.Empty(anew);
        Assert.Equal([RoomAlarmKind.Offline], offline);
        // It is well when it is heard, and not because nobody listened.
        Assert.Equal([RoomAlarmKind.Offline], still);
        Assert.Empty(await OpenAsync(app, machine));
    }

    [Fact]
    public async Task One_room_that_can_t_be_judged_keeps_no_other_from_it()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var machine = await WithSourcesAsync(app);
        using var other = await WithSourcesAsync(app);
        await TellAsync(app, machine);
        await TellAsync(app, other);
        await using var rows = app.Rows();
        await rows.Database.ExecuteSqlRawAsync("CREATE TRIGGER breaks BEFORE INSERT ON RoomAlarms WHEN NEW.RoomId LIKE '?' BEGIN SELECT RAISE(ABORT, 'broken'); END".Replace("?", machine.Room.ToString(), StringComparison.Ordinal), Stop);
        app.Time.Advance(TimeSpan.FromMinutes(3));

        await app.Get<WatchRooms>().RunAsync(Stop);
        await rows.Database.ExecuteSqlAsync($"DROP TRIGGER breaks", Stop);

        Assert.Empty(await OpenAsync(app, machine));
        Assert.Equal([RoomAlarmKind.Offline], await OpenAsync(app, other));
    }

    [Fact]
    public async Task Figures_of_rooms_are_read_with_the_configured_token_alone()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var machine = await WithSourcesAsync(app);
        await TellAsync(app, machine, new Alarm(AlarmKind.NoSignal, "slides", app.Time.GetUtcNow()));
        var options = app.Get<IOptions<MetricsOptions>>().Value;

        using var closed = await ReadFiguresAsync(machine, "Bearer ");
        options.Token = "a-token-of-the-tests";
        using var wrong = await ReadFiguresAsync(machine, "Bearer a-token-of-nobody");
        using var right = await ReadFiguresAsync(machine, "Bearer a-token-of-the-tests");
        options.Token = null;

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.OK), (closed.StatusCode, wrong.StatusCode, right.StatusCode));
        var (lines, room) = ((await right.Content.ReadAsStringAsync(Stop)).Split('\n'), await NameAsync(app, machine));
        string LineOf(string figure) => Assert.Single(lines, line => line.StartsWith($"lectern_room_{figure}{{room=\"{room}\"", StringComparison.Ordinal)).Split(' ')[^1];
        string[] figures = ["up", "heard_seconds", "recording", "disk_free_bytes", "queue_bytes", "clock_skew_seconds", "cpu_busy_ratio", "temperature_celsius", "level_dbfs", "open_alarms", "missed_starts_total"];
        Assert.Equal(["1", "0", "0", "500000000000", "0", "0", "0.42", "61.5", "-23.5", "1", "0"], figures.Select(LineOf));
        Assert.Contains(lines, line => line.Contains(",source=\"sound\"} -23.5", StringComparison.Ordinal));
    }

    private static async Task WatchAsync(LecternApp app, Machine heard)
    {
        await TellAsync(app, heard);
        await app.Get<WatchRooms>().RunAsync(Stop);
    }

    private static async Task<Booking> BookAsync(LecternApp app, Machine machine, DateTimeOffset starts, int minutes) => Assert.Single(
        (await app.Get<BookRoom>().RunAsync(machine.Room, new BookingWish("Algorithms", new BookedTime(starts, starts.AddMinutes(minutes))), null, "operator", Stop)).Bookings);

    private static async Task<List<(Guid Booking, bool IsOpen)>> BookedAlarmsAsync(LecternApp app, Machine machine, RoomAlarmKind kind)
    {
        await using var rows = app.Rows();
        var found = await rows.RoomAlarms.AsNoTracking().Where(a => a.RoomId == machine.Room && a.Kind == kind).OrderBy(a => a.Since).ToListAsync(Stop);
        return [.. found.Select(alarm => (alarm.BookingId, alarm.Until is null))];
    }

    private static async Task<Machine> WithSourcesAsync(LecternApp app)
    {
        var machine = await Machine.InNewRoomAsync(app);
        await app.Get<ChangeRoom>().RunAsync(machine.Room, new RoomEntry(await NameAsync(app, machine), "Main building", "Europe/Vienna", null, true, [
            new SourceSettings { Name = "slides", Role = SourceRole.Slides, Profile = "test" },
            new SourceSettings { Name = "sound", Role = SourceRole.Sound, Profile = "test" },
        ]), "operator", Stop);
        return machine;
    }

    private static Task TellAsync(LecternApp app, Machine machine, params Alarm[] alarms) =>
        TellAsync(app, machine, [new SourceStatus("slides", SourceState.Idle), new SourceStatus("sound", SourceState.Idle, -23.5, -12)], alarms);

    private static async Task TellAsync(LecternApp app, Machine machine, IReadOnlyList<SourceStatus> sources, params Alarm[] alarms)
    {
        var schedule = await machine.GetAsync(CapturePaths.Schedule, CaptureJson.Default.Schedule);
        using var response = await machine.SendAsync(HttpMethod.Post, CapturePaths.Status, JsonContent.Create(
            new AgentStatus
            {
                At = app.Time.GetUtcNow(),
                Agent = "1.2.3",
                Schedule = schedule.Version,
                FreeBytes = 500_000_000_000,
                DiskBytes = 1_000_000_000_000,
                QueuedBytes = 0,
                Busy = 0.42,
                Celsius = 61.5,
                Sources = sources,
                Alarms = alarms,
            },
            CaptureJson.Default.AgentStatus));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task<HttpResponseMessage> ReadFiguresAsync(Machine machine, string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        return await machine.Http.SendAsync(request, Stop);
    }

    private static async Task<string> WallAsync(Browser it, Machine machine)
    {
        using var page = await it.GetAsync($"/admin/rooms/{machine.Room}?handler=Live");
        return WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Stop));
    }

    private static async Task<string> NameAsync(LecternApp app, Machine machine)
    {
        await using var rows = app.Rows();
        return await rows.Rooms.Where(r => r.Id == machine.Room).Select(r => r.Name).SingleAsync(Stop);
    }

    private static async Task<List<KeptAlarm>> AlarmsAsync(LecternApp app, Machine machine)
    {
        await using var rows = app.Rows();
        return await rows.RoomAlarms.AsNoTracking().Where(a => a.RoomId == machine.Room && a.Source != "").ToListAsync(Stop);
    }

    private static async Task<List<RoomAlarmKind>> OpenAsync(LecternApp app, Machine machine)
    {
        await using var rows = app.Rows();
        return await rows.RoomAlarms.Where(a => a.RoomId == machine.Room && a.Until == null).Select(a => a.Kind).ToListAsync(Stop);
    }

    private static async Task MarkToldAsync(LecternApp app, Machine machine, bool andEnd = false)
    {
        await using var rows = app.Rows();
        var now = app.Time.GetUtcNow();
        await rows.RoomAlarms.Where(a => a.RoomId == machine.Room).ExecuteUpdateAsync(set => set.SetProperty(a => a.ToldAt, now).SetProperty(a => a.EndToldAt, andEnd ? now : null), Stop);
    }

    private static async Task<Preflight?> PreflightAsync(LecternApp app, Booking booking)
    {
        await using var rows = app.Rows();
        return await rows.Preflights.AsNoTracking().FirstOrDefaultAsync(p => p.BookingId == booking.Id, Stop);
    }
}
