namespace Lectern.Core.Capture.CourseBookings;

/// <summary>How much a course may book by itself, so that none takes a room for ever.</summary>
public static class CourseLimits
{
    /// <summary>Times to come in one room, a timetable's apart.</summary>
    public const int MostInRoom = 100;

    /// <summary>Of one time.</summary>
    public const int LongestHours = 12;

    /// <summary>How far ahead one may begin.</summary>
    public const int DaysAhead = 365;

    /// <summary>Whether a day is near enough to be asked about: what is further away has no place in a calendar, and perhaps no next day.</summary>
    public static bool Reach(DateOnly day, DateTimeOffset now) => Math.Abs(day.DayNumber - DateOnly.FromDateTime(now.UtcDateTime).DayNumber) <= DaysAhead + 1;
}
