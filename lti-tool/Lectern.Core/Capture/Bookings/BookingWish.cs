namespace Lectern.Core.Capture.Bookings;

/// <summary>What somebody wants to book.</summary>
/// <param name="Time">The only one, or the first of a series.</param>
/// <param name="CourseId">Whose collection the recording goes to; null while nobody knows.</param>
/// <param name="Sections">Of the course; none for all of it.</param>
/// <param name="OwnerId">Whose video it will be; null for the course's teacher.</param>
/// <param name="PublishHours">For <see cref="PublishRule.AfterHours"/>.</param>
public sealed record BookingWish(
    string? Title, BookedTime Time, Guid? CourseId = null, IReadOnlyList<Guid>? Sections = null, Guid? OwnerId = null, PublishRule Publish = PublishRule.Draft, int? PublishHours = null);

/// <param name="Fault">Why nothing was changed; null when it was.</param>
/// <param name="Bookings">What is booked now, by this request or the same one before.</param>
/// <param name="Others">What is booked already, where the room is taken.</param>
public sealed record BookingAnswer(BookingFault? Fault, IReadOnlyList<Booking> Bookings, IReadOnlyList<Booking>? Others = null)
{
    /// <summary>How many of a series were left as they are, because somebody had changed them by hand.</summary>
    public int Kept { get; init; }

    internal static BookingAnswer Not(BookingFault fault, IReadOnlyList<Booking>? others = null) => new(fault, [], others);
}

public enum BookingFault
{
    NotThere,
    NoTitle,
    EndsBeforeItBegins,

    /// <summary>It would take longer than a day.</summary>
    TooLong,

    /// <summary>It is over.</summary>
    Over,

    /// <summary>The room has another booking at that time.</summary>
    Taken,

    /// <summary>There is no such course, or the sections or the owner are not its.</summary>
    UnknownCourse,

    /// <summary>It is published after some hours, and nobody said after how many.</summary>
    NoHours,

    /// <summary>The rule can't be read, doesn't end, or has too many times.</summary>
    Rule,

    /// <summary>Courses, or this one's, may not book the room.</summary>
    NotOpenToCourse,

    /// <summary>It would take longer than a course may book.</summary>
    TooLongForCourse,

    /// <summary>It would begin later than a course may book.</summary>
    TooFarAhead,

    /// <summary>The course would have more times to come in the room than one may have.</summary>
    TooMany,
}
