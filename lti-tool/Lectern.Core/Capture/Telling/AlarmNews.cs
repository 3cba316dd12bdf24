using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Rooms;

namespace Lectern.Core.Capture.Telling;

/// <summary>An alarm that people are told of.</summary>
/// <param name="HasEnded">Whether it is told that it ended, and not that it began.</param>
/// <param name="Booking">What it is about, or else what its room records now or next; null for nothing near.</param>
/// <param name="Preflight">What speaks against the booking.</param>
public sealed record AlarmNews(KeptAlarm Alarm, bool HasEnded, Room Room, Booking? Booking, IReadOnlyList<PreflightReason> Preflight);

/// <summary>What people read.</summary>
public sealed record NewsText(string Subject, string Body);
