namespace Lectern.CaptureAgent.Scheduling;

/// <summary>A booking that somebody ended before its time.</summary>
internal sealed record StoppedBooking(Guid Booking, DateTimeOffset Until);
