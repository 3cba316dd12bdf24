using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;
using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Boxes;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Rooms;

namespace Lectern.Core.Tests.Capture;

public sealed class PreflightTests
{
    private static readonly DateTimeOffset s_now = new(2026, 10, 20, 9, 0, 0, TimeSpan.Zero);

    // Slides of 5 Mbit/s and sound of 128 kbit/s for an hour, twice.
    private const long Needed = (5_000_000 + 128_000) / 8 * 3600L * 2;

    private readonly Room _room = new()
    {
        Name = "Turing Hall",
        TimeZone = "Europe/Vienna",
        Sources =
        {
            new RoomSource { Name = "slides", Profile = "test", Role = SourceRole.Slides },
            new RoomSource { Name = "sound", Profile = "test", Role = SourceRole.Sound, Place = 1 },
        },
    };

    [Fact]
    public void A_room_in_which_all_is_well_is_ready()
    {
        Assert.Empty(Judge(Told()));
    }

    [Theory]
    [InlineData(AlarmKind.NoSignal, "slides", "NoSignal/slides")]
    [InlineData(AlarmKind.Silence, "sound", "Silence/sound")]
    [InlineData(AlarmKind.DiskSpace, null, "DiskSpace")]
    [InlineData(AlarmKind.Clock, null, "Clock")]
    public void What_its_machine_rings_for_speaks_against_it(AlarmKind kind, string? source, string expected)
    {
        Assert.Equal(expected, Words(Told() with { Alarms = [new Alarm(kind, source, s_now)] }));
    }

    [Fact]
    public void Each_thing_that_is_wrong_is_named()
    {
        Assert.Equal("NoSignal/slides", Words(Told() with { Sources = [new SourceStatus("slides", SourceState.Lost), new SourceStatus("sound", SourceState.Idle)] }));
        Assert.Equal("Silence/sound", Words(Told() with { Sources = [new SourceStatus("slides", SourceState.Idle), new SourceStatus("sound", SourceState.Recording, -75, -70)] }));
        Assert.Equal("UnknownSource/sound", Words(Told() with { Sources = [new SourceStatus("slides", SourceState.Idle)] }));
        Assert.Equal("DiskSpace", Words(Told() with { FreeBytes = Needed - 1 }));
        Assert.Equal("Clock", Words(Told() with { At = s_now.AddSeconds(1.2) }));
        Assert.Equal("Fault", Words(Told() with { Alarms = [new Alarm(AlarmKind.Fault, null, s_now)] }));
        Assert.Equal("Schedule", Words(Told() with { Schedule = "0" }));
        Assert.Equal("Unverified", Words(Told() with { Recordings = [new RecordingStatus(Guid.Empty, null, RecordingState.Spooled, s_now.AddHours(-3), s_now.AddMinutes(-61), 1)] }));
        Assert.Equal("NoSources", PreflightReason.Write(JudgeRoom.Preflight(Now(Told(), new Room { Id = _room.Id, Name = "Bare", TimeZone = "UTC" }), Booking(), s_now)));
    }

    [Fact]
    public void A_room_that_is_looked_at_may_be_quiet_and_dark_before_its_lecture()
    {
        string Looked(SourceNote? ofSlides, SourceNote? ofSound, double level = -75) => Words(Told() with
        {
            Sources =
            [
                new SourceStatus("slides", SourceState.Idle, Notes: ofSlides is { } one ? [one] : []),
                new SourceStatus("sound", SourceState.Idle, level, level, Notes: ofSound is { } other ? [other] : []),
            ],
        });

        Assert.Equal("", Looked(null, null));
        Assert.Equal("Black/slides Clipping/sound", Looked(SourceNote.Black, SourceNote.Clipping, -3));
        Assert.Equal("Frozen/slides", Looked(SourceNote.Frozen, null));
        Assert.Equal("DigitalSilence/sound", Looked(null, SourceNote.DigitalSilence, -120));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("Black/slides", true)]
    [InlineData("Black/slides Clipping/sound Frozen/camera", true)]
    [InlineData("DigitalSilence/sound", false)]
    [InlineData("Black/slides NoSignal/camera", false)]
    [InlineData("SomethingNewer", false)]
    public void What_is_only_noted_keeps_no_room_from_being_ready(string reasons, bool passed)
    {
        Assert.Equal(passed, new Preflight { Reasons = reasons }.Passed);
    }

    [Fact]
    public void A_status_that_was_long_on_its_way_is_no_clock_that_is_behind()
    {
        Assert.Empty(Judge(Told() with { At = s_now.AddSeconds(-5) }));
    }

    [Fact]
    public void What_changed_a_moment_ago_speaks_against_nothing_until_the_machine_could_have_told_that_it_knows()
    {
        var told = Told() with { Schedule = "0", Sources = [new SourceStatus("slides", SourceState.Idle)] };
        IEnumerable<PreflightFault> Since(double seconds) =>
            JudgeRoom.Preflight(Now(told), Booking(), s_now, new WatchedSince(default, s_now.AddSeconds(-seconds), s_now.AddSeconds(-seconds))).Select(reason => reason.Fault);

        Assert.Empty(Since(30));
        Assert.Equal([PreflightFault.UnknownSource, PreflightFault.Schedule], Since(46));
    }

    [Fact]
    public void Nobody_was_silent_while_nobody_listened()
    {
        var silent = Now(Told() with { At = s_now.AddMinutes(-20) }) with { Device = Machine(s_now.AddMinutes(-20)) };
        RoomAlarmKind? After(double seconds) => JudgeRoom.SilenceOf(silent, s_now, s_now.AddSeconds(-seconds))?.Kind;

        Assert.Equal([null, RoomAlarmKind.Late, RoomAlarmKind.Offline], new[] { After(30), After(50), After(130) });
        Assert.Empty(JudgeRoom.Preflight(silent, Booking(), s_now, new WatchedSince(s_now.AddSeconds(-30), default, default)));
    }

    [Fact]
    public void A_start_is_missed_by_what_is_recorded_of_that_booking_and_by_what_was_told_after_it_began()
    {
        var booking = new Booking { Title = "Algorithms", StartsAt = s_now.AddSeconds(-40), EndsAt = s_now.AddHours(1) };
        RoomNow Told(Guid? of, double heard = 5) => Now(this.Told() with
        {
            Recordings = [new RecordingStatus(Guid.CreateVersion7(), of, RecordingState.Recording, s_now.AddHours(-1), s_now.AddHours(1), 0)],
        }) with { Current = new BookedCourse(booking, null), Device = Machine(s_now.AddSeconds(-heard)) };

        Assert.False(JudgeRoom.IsMissed(Told(booking.Id), s_now));
        Assert.True(JudgeRoom.IsMissed(Told(Guid.CreateVersion7()), s_now));
        Assert.True(JudgeRoom.IsMissed(Told(null), s_now));
        Assert.False(JudgeRoom.IsMissed(Told(null) with { HoldsCurrent = true }, s_now));
        Assert.False(JudgeRoom.IsMissed(Told(null, heard: 39), s_now));
        Assert.False(JudgeRoom.IsMissed(Told(null), s_now, knowable: s_now.AddSeconds(-10)));
        Assert.True(JudgeRoom.IsMissed(Told(null) with { Device = null }, s_now));
    }

    [Fact]
    public void A_room_whose_machine_is_not_there_or_not_heard_is_not_ready()
    {
        var silent = Now(Told()) with { Device = Machine(s_now.AddSeconds(-46)) };

        Assert.Equal([new PreflightReason(PreflightFault.NoDevice)], JudgeRoom.Preflight(Now(Told()) with { Device = null }, Booking(), s_now));
        Assert.Equal([new PreflightReason(PreflightFault.NotHeard)], JudgeRoom.Preflight(silent, Booking(), s_now));
        Assert.Equal([new PreflightReason(PreflightFault.NotHeard)], JudgeRoom.Preflight(Now(null), Booking(), s_now));
    }

    [Fact]
    public void A_box_that_asks_once_a_minute_and_tells_of_nothing_else_is_ready_while_it_is_heard()
    {
        var told = new AgentStatus { At = s_now, Agent = "box", FreeBytes = 0, DiskBytes = 0, QueuedBytes = 0 };
        RoomNow Heard(double secondsAgo) => Now(told) with { Device = Machine(s_now.AddSeconds(-secondsAgo), AddBox.System) };

        Assert.Empty(JudgeRoom.Preflight(Heard(120), Booking(), s_now));
        Assert.Equal([new PreflightReason(PreflightFault.NotHeard)], JudgeRoom.Preflight(Heard(181), Booking(), s_now));
        Assert.Equal([null, RoomAlarmKind.Late, RoomAlarmKind.Offline], new[] { 120, 200, 301 }.Select(ago => JudgeRoom.SilenceOf(Heard(ago), s_now)?.Kind));
    }

    [Fact]
    public void Every_alarm_of_a_machine_is_one_of_its_rooms()
    {
        Assert.All(Enum.GetValues<AlarmKind>(), kind => Assert.Equal(kind.ToString(), ToldAlarms.KindOf(kind).ToString()));
    }

    private AgentStatus Told() => new()
    {
        At = s_now,
        Agent = "1.0.0",
        Schedule = _room.ScheduleTag,
        FreeBytes = Needed,
        DiskBytes = 2 * Needed,
        QueuedBytes = 0,
        Sources = [new SourceStatus("slides", SourceState.Idle), new SourceStatus("sound", SourceState.Idle)],
    };

    private string Words(AgentStatus told) => PreflightReason.Write(Judge(told));

    private IReadOnlyList<PreflightReason> Judge(AgentStatus told) => JudgeRoom.Preflight(Now(told), Booking(), s_now);

    private RoomNow Now(AgentStatus? told, Room? room = null) => new(room ?? _room, Machine(s_now), told, null, null, new Dictionary<string, DateTimeOffset>(), null);

    private static Device Machine(DateTimeOffset seen, string system = "Debian") => new() { KeyHash = "", Machine = "pc", System = system, Agent = "1", LastSeenAt = seen };

    private static Booking Booking() => new() { Title = "Algorithms", StartsAt = s_now.AddMinutes(10), EndsAt = s_now.AddMinutes(70) };
}
