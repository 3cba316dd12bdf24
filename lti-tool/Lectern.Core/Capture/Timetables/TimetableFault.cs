namespace Lectern.Core.Capture.Timetables;

/// <summary>Why nothing could be read from a timetable's address.</summary>
public enum TimetableFault
{
    /// <summary>No server answered.</summary>
    Unreachable,

    /// <summary>Its name leads into a private network.</summary>
    NotPublic,

    /// <summary>It sends readers elsewhere, which is not followed.</summary>
    Redirected,

    /// <summary>It answered with an error.</summary>
    Refused,
    TooLarge,
    TooSlow,

    /// <summary>What came is no calendar, such as a page that asks to sign in.</summary>
    NotACalendar,

    /// <summary>The calendar breaks off.</summary>
    CutOff,

    /// <summary>It could not be followed, by a mistake of ours.</summary>
    Failed,
}
