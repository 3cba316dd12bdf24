namespace Lectern.Contracts.Schedules;

/// <summary>All that a room shall record, to the end of what is booked. An agent keeps it and needs no network to follow it.</summary>
/// <param name="Version">The room's version; opaque.</param>
/// <param name="Bookings">By their start. They don't overlap; one may begin when another ends.</param>
public sealed record Schedule(string Version, IReadOnlyList<ScheduledBooking> Bookings);
