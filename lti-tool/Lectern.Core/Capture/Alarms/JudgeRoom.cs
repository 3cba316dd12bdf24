using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Rooms;

namespace Lectern.Core.Capture.Alarms;

/// <summary>What is wrong in a room, by what is known of it now.</summary>
public static class JudgeRoom
{
    /// <summary>How long before a booking its room is judged.</summary>
    public static readonly TimeSpan PreflightBefore = TimeSpan.FromMinutes(10);

    /// <summary>A machine tells every 15 s: it is late when two in a row are missing.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromSeconds(45);

    /// <summary>A machine lets its sources go shortly before a recording, and what it tells then says nothing of them: what was found before holds until it begins.</summary>
    public static readonly TimeSpan PreflightUntil = TimeSpan.FromSeconds(15);

    public static readonly TimeSpan OfflineAfter = TimeSpan.FromMinutes(2);

    /// <summary>How far a machine's clock may be off.</summary>
    public static readonly TimeSpan MostSkew = TimeSpan.FromSeconds(1);

    /// <summary>A box brings what it recorded while it was out of reach when it finds the time.</summary>
    public static readonly TimeSpan BoxBringsWithin = TimeSpan.FromHours(6);

    // Boxes ask once a minute.
    private static readonly TimeSpan s_boxLateAfter = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan s_boxOfflineAfter = TimeSpan.FromMinutes(5);

    /// <summary>A recording begins a moment after its booking, and its machine tells so within 15 s.</summary>
    public static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_verifiedWithin = TimeSpan.FromHours(1);

    // The most that the agent's encoders spend, whatever moves.
    private const double BitsOfPicture = 5_000_000;
    private const double BitsOfSound = 128_000;
    private const double QuietestLevel = -60;

    public static bool IsHeard(RoomNow room, DateTimeOffset now) => room.Device is { } device && device.LastSeenAt >= now - Offline(device);

    /// <summary>Since when its machine is silent, and how bad that is; null when it is heard, or when there is none.</summary>
    /// <param name="listensSince">While nobody listened nobody was silent.</param>
    public static RungAlarm? SilenceOf(RoomNow room, DateTimeOffset now, DateTimeOffset listensSince = default)
    {
        if (room.Device is not { } device)
        {
            return null;
        }

        var heard = device.LastSeenAt ?? device.EnrolledAt;
        var silent = now - (heard > listensSince ? heard : listensSince);
        return silent > Offline(device) ? new RungAlarm(RoomAlarmKind.Offline, "", heard)
            : silent > Late(device) ? new RungAlarm(RoomAlarmKind.Late, "", heard)
            : null;
    }

    /// <summary>Whether it is known yet that nothing of this kind is wrong: nobody is well again because this server has only begun to listen.</summary>
    public static bool IsKnowable(RoomAlarmKind kind, RoomNow room, DateTimeOffset now, WatchedSince since) => room.Device is not { } device || kind switch
    {
        RoomAlarmKind.MissedStart => since.Schedule < now - StartsWithinOf(room),
        _ => device.LastSeenAt >= since.Listens || since.Listens < now - Offline(device),
    };

    /// <summary>Whether something is booked for now of which nothing is here, and its machine, which answers, neither records it nor has recorded any of it; or there is no machine.</summary>
    /// <param name="knowable">Since when the machine could know of it: see <see cref="WatchedSince.Schedule"/>.</param>
    public static bool IsMissed(RoomNow room, DateTimeOffset now, DateTimeOffset knowable = default)
    {
        // One that was stopped by hand, sent and forgotten by its machine was not missed.
        if (room.Current is not { Booking: var booking } || room.HoldsCurrent)
        {
            return false;
        }

        var begins = new[] { booking.StartsAt, booking.BookedAt, knowable }.Max();
        if (begins >= now - StartsWithinOf(room) || room.Device is not { } device)
        {
            return begins < now - StartsWithinOf(room);
        }

        // What it told before the booking began says nothing of it.
        return IsHeard(room, now) && device.LastSeenAt >= begins + (StartsWithinOf(room) / 2) && !Holds(room, booking);
    }

    /// <summary>Whether a booking that is over was not recorded: its machine is back, and holds nothing of it. While it is away it may have.</summary>
    public static bool WasMissed(RoomNow room, Booking booking, DateTimeOffset now) =>
        room.Device is not { } device
        || (IsHeard(room, now) && device.LastSeenAt > booking.EndsAt && !Holds(room, booking) && (!device.IsBox || booking.EndsAt < now - BoxBringsWithin));

    /// <summary>What speaks against a booking; nothing when its room is ready for it.</summary>
    public static IReadOnlyList<PreflightReason> Preflight(RoomNow room, Booking booking, DateTimeOffset now, WatchedSince since = default)
    {
        if (room.Device is null)
        {
            return [new PreflightReason(PreflightFault.NoDevice)];
        }

        if (room.Status is not { } status || room.Device is not { LastSeenAt: { } heard } device || SilenceOf(room, now, since.Listens) is not null)
        {
            return [new PreflightReason(PreflightFault.NotHeard)];
        }

        var machine = MachineOf(room.Room, status, booking, status.At - heard, now, now - since.Schedule > LateAfter).Concat(RunsOf(room)).Select(fault => new PreflightReason(fault));
        return !device.IsBox ? [.. SourcesOf(room.Room, status, now - since.Settings > LateAfter), .. machine]
            : IsFaulty(status) ? [new PreflightReason(PreflightFault.Fault)]
            : [];
    }

    private static bool Holds(RoomNow room, Booking booking) => room.Status?.Recordings.Any(recording => recording.Booking == booking.Id) == true;

    private static bool IsFaulty(AgentStatus status) => status.Alarms.Any(alarm => alarm.Kind == AlarmKind.Fault);

    private static TimeSpan Late(Device device) => device.IsBox ? s_boxLateAfter : LateAfter;

    private static TimeSpan Offline(Device device) => device.IsBox ? s_boxOfflineAfter : OfflineAfter;

    private static TimeSpan StartsWithinOf(RoomNow room) => room.Device is { IsBox: true } ? s_boxLateAfter : StartsWithin;

    private static IEnumerable<PreflightReason> SourcesOf(Room room, AgentStatus status, bool knowsSettings)
    {
        if (room.Sources.Count == 0)
        {
            yield return new PreflightReason(PreflightFault.NoSources);
        }

        foreach (var source in room.Sources.OrderBy(source => source.Place))
        {
            var told = status.Sources.FirstOrDefault(one => one.Name == source.Name);
            if (FaultOf(source, told, [.. status.Alarms.Where(alarm => alarm.Source == source.Name).Select(alarm => alarm.Kind)]) is { } fault && (knowsSettings || fault != PreflightFault.UnknownSource))
            {
                yield return new PreflightReason(fault, source.Name);
            }
        }
    }

    private static PreflightFault? FaultOf(RoomSource source, SourceStatus? told, IReadOnlyList<AlarmKind> alarms) =>
        told is null ? PreflightFault.UnknownSource
        : told.State == SourceState.Lost || alarms.Contains(AlarmKind.NoSignal) ? PreflightFault.NoSignal
        : !source.IsPicture && IsSilent(told, alarms) ? PreflightFault.Silence
        : told.Notes is { } notes ? NotedOf(notes)
        : null;

    // Nobody speaks before a lecture, which is why only a source that is recorded is too quiet.
    private static bool IsSilent(SourceStatus told, IReadOnlyList<AlarmKind> alarms) => told is { State: SourceState.Recording, Level: < QuietestLevel } || alarms.Contains(AlarmKind.Silence);

    private static PreflightFault? NotedOf(IReadOnlyList<SourceNote> notes) =>
        notes.Contains(SourceNote.DigitalSilence) ? PreflightFault.DigitalSilence
        : notes.Contains(SourceNote.Black) ? PreflightFault.Black
        : notes.Contains(SourceNote.Frozen) ? PreflightFault.Frozen
        : notes.Contains(SourceNote.Clipping) ? PreflightFault.Clipping
        : null;

    private static IEnumerable<PreflightFault> MachineOf(Room room, AgentStatus status, Booking booking, TimeSpan ahead, DateTimeOffset now, bool knowsSchedule)
    {
        if (IsFaulty(status))
        {
            yield return PreflightFault.Fault;
        }

        if (status.FreeBytes < 2 * BytesOf(room, booking) || status.Alarms.Any(alarm => alarm.Kind == AlarmKind.DiskSpace))
        {
            yield return PreflightFault.DiskSpace;
        }

        // How far it is behind only the machine can tell from how long its request took, and it rings.
        if (ahead > MostSkew || status.Alarms.Any(alarm => alarm.Kind == AlarmKind.Clock))
        {
            yield return PreflightFault.Clock;
        }

        if (knowsSchedule && status.Schedule != room.ScheduleTag)
        {
            yield return PreflightFault.Schedule;
        }

        if (status.Recordings.Any(recording => recording.State == RecordingState.Spooled && recording.EndsAt < now - s_verifiedWithin))
        {
            yield return PreflightFault.Unverified;
        }
    }

    // What came to light when it was last heard rings until it is well.
    private static IEnumerable<PreflightFault> RunsOf(RoomNow room) => room.Alarms.Select(alarm => alarm.Kind).Distinct().Select(kind => kind switch
    {
        RoomAlarmKind.TwoMachines => PreflightFault.TwoMachines,
        RoomAlarmKind.DiskForgets => PreflightFault.DiskForgets,
        _ => (PreflightFault?)null,
    }).OfType<PreflightFault>();

    private static double BytesOf(Room room, Booking booking) =>
        room.Sources.Sum(source => source.IsPicture ? BitsOfPicture : BitsOfSound) / 8 * (booking.EndsAt - booking.StartsAt).TotalSeconds;
}
