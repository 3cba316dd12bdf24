using Lectern.Core.Capture.Bookings;
using Lectern.Core.Keys;

namespace Lectern.Core.Capture.Timetables;

/// <summary>One time of a timetable's event.</summary>
/// <param name="Uid">Names the event, whose times all have it.</param>
/// <param name="RecurrenceId">When its rule has this time begin, wherever it was moved to.</param>
/// <param name="Text">What the property says that names its course.</param>
public sealed record TimetableEvent(string Uid, DateTimeOffset RecurrenceId, BookedTime Time, string Title, string Text)
{
    /// <summary>The event's name as a booking keeps it: a hash, for names have any length and letters.</summary>
    public string UidHash { get; } = Secret.Hash(Uid);
}

/// <param name="Times">Of the days that were asked for.</param>
/// <param name="Unreadable">Names of events that can't be read or booked; what was booked for them stays.</param>
/// <param name="AllDay">Events without a time of day, which are no lectures.</param>
/// <param name="IsEmpty">Whether it has no event at all, of whatever day.</param>
/// <param name="Cancelled">What it says is cancelled, and not only lacks: an event, or one of its times.</param>
public sealed record TimetableContent(IReadOnlyList<TimetableEvent> Times, IReadOnlySet<string> Unreadable, int AllDay, bool IsEmpty, IReadOnlyCollection<(string Uid, DateTimeOffset? RecurrenceId)> Cancelled);
