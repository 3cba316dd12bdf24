using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;
using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Devices;

namespace Lectern.Core.Capture.Rooms;

/// <summary>A room as it is now, for those who look after it.</summary>
/// <param name="Device">The machine that records there; null while none is enrolled.</param>
/// <param name="Status">What it last told; null before it told anything.</param>
/// <param name="Current">What is booked for now.</param>
/// <param name="Next">What is booked next.</param>
/// <param name="Pictures">When each source was last seen.</param>
/// <param name="Preflight">What was found of the room for what is booked next; null before that was judged.</param>
public sealed record RoomNow(Room Room, Device? Device, AgentStatus? Status, BookedCourse? Current, BookedCourse? Next, IReadOnlyDictionary<string, DateTimeOffset> Pictures, Preflight? Preflight)
{
    /// <summary>Its alarms that are open.</summary>
    public IReadOnlyList<KeptAlarm> Alarms { get; init; } = [];

    /// <summary>Whether anything that was recorded of what is booked for now is here.</summary>
    public bool HoldsCurrent { get; init; }

    /// <summary>What its machine records; null for nothing.</summary>
    public RecordingStatus? RecordingAt(DateTimeOffset at) => Status?.Recordings.FirstOrDefault(recording =>
        recording.State is RecordingState.Recording or RecordingState.Degraded or RecordingState.Paused && recording.StartedAt <= at.AddMinutes(1) && recording.EndsAt > at.AddMinutes(-1));
}

/// <param name="Course">The short name or title of the course it goes to; null while nobody said which.</param>
public sealed record BookedCourse(Booking Booking, string? Course);
