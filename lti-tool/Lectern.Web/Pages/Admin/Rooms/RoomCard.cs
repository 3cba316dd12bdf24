using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;
using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Rooms;

namespace Lectern.Web.Pages.Admin.Rooms;

/// <summary>A room on the wall.</summary>
public sealed class RoomCard(RoomNow now, DateTimeOffset at)
{
    private static readonly TimeSpan s_stalePicture = TimeSpan.FromSeconds(30);

    public Room Room => now.Room;

    public RoomNow Now => now;

    public DateTimeOffset At => at;

    public AgentStatus? Status => now.Status;

    public IReadOnlyList<RoomSource> Pictures => [.. Room.Sources.Where(source => source.IsPicture).OrderBy(source => source.Place)];

    public IReadOnlyList<RoomSource> Sounds => [.. Room.Sources.Where(source => !source.IsPicture).OrderBy(source => source.Place)];

    /// <summary>What its machine records now; null for nothing.</summary>
    public RecordingStatus? Recording => now.RecordingAt(at);

    public RoomState State =>
        now.Device is null ? RoomState.WithoutDevice
        : JudgeRoom.SilenceOf(now, at) is { Kind: RoomAlarmKind.Offline } ? RoomState.Away
        : Recording is { State: RecordingState.Paused } ? RoomState.Paused
        : Recording is not null ? RoomState.Recording
        : JudgeRoom.IsMissed(now, at) ? RoomState.Missing
        : RoomState.Ready;

    public bool IsBehind => Status is { BehindSeconds: > 300 };

    /// <summary>Less is free than two hours of two pictures take.</summary>
    public bool IsNearlyFull => Status is { DiskBytes: > 0, FreeBytes: < 20_000_000_000 };

    /// <summary>Its encoders may soon not keep up.</summary>
    public bool IsHardAtWork => Status is { Busy: > 0.9 } or { Celsius: > 90 };

    /// <summary>How far its clock is ahead of ours, or behind; null where that is a second or less, or nobody knows.</summary>
    public TimeSpan? ClockOff =>
        State is RoomState.WithoutDevice or RoomState.Away || Status?.At - now.Device?.LastSeenAt is not { } off || off.Duration() <= JudgeRoom.MostSkew
            || (off < TimeSpan.Zero && !RingsForClock) ? null : off;

    public BookedCourse? Running => now.Current;

    public BookedCourse? Next => now.Next;

    /// <summary>When its room is looked at before what is booked next; null where that is not today.</summary>
    public DateTimeOffset? ChecksAt => Next is { Booking.StartsAt: var starts } && starts < at.AddHours(12) ? starts - JudgeRoom.PreflightBefore : null;

    public SourceStatus? Of(RoomSource source) => State is RoomState.WithoutDevice or RoomState.Away ? null : Status?.Sources.FirstOrDefault(one => one.Name == source.Name);

    /// <summary>Since when a source gives nothing; null where it does, or where nobody knows.</summary>
    public DateTimeOffset? LostSince(RoomSource source) =>
        State is RoomState.WithoutDevice or RoomState.Away ? null : Status?.Alarms.FirstOrDefault(alarm => alarm.Kind == AlarmKind.NoSignal && alarm.Source == source.Name)?.Since;

    /// <summary>Whether it gives nothing, also where it is only looked at, which rings for nothing by itself.</summary>
    public bool IsLost(RoomSource source) => Of(source)?.State == SourceState.Lost;

    /// <summary>When it was last seen; null where there is no picture.</summary>
    public DateTimeOffset? SeenAt(RoomSource source) => now.Pictures.TryGetValue(source.Name, out var seen) ? seen : null;

    public bool IsStale(RoomSource source) => SeenAt(source) is { } seen && seen < at - s_stalePicture;

    // What its clock seems to be behind may be its request's way, as only the machine knows.
    private bool RingsForClock => Status!.Alarms.Any(alarm => alarm.Kind == AlarmKind.Clock);
}
