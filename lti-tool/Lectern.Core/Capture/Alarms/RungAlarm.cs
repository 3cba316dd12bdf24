namespace Lectern.Core.Capture.Alarms;

/// <summary>What is wrong now.</summary>
/// <param name="Source">Which source; empty when it is the machine or the room.</param>
/// <param name="BookingId">Which booking; empty when it is of none.</param>
public sealed record RungAlarm(RoomAlarmKind Kind, string Source, DateTimeOffset Since, Guid BookingId = default);
