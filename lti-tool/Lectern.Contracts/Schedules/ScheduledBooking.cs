namespace Lectern.Contracts.Schedules;

/// <summary>One time in which a room is recorded. A moved one keeps its id.</summary>
/// <param name="Id">The booking's.</param>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends.</param>
/// <param name="Title">For people in the room.</param>
public sealed record ScheduledBooking(Guid Id, DateTimeOffset Start, DateTimeOffset End, string Title);
