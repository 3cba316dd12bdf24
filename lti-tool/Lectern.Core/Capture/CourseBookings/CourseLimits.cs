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
}
