using Lectern.Core.Contexts;

namespace Lectern.Core.Governance;

/// <summary>All that Lectern keeps of one person, as their LMS's administrator may see it and take it along.</summary>
public sealed record PersonalData(
    Guid Id,
    string Subject,
    string? Name,
    string? Email,
    DateTimeOffset FirstSeenAt,
    DateTimeOffset? ErasedAt,
    IReadOnlyList<KeptEnrolment> Courses,
    IReadOnlyList<KeptLaunch> Launches,
    IReadOnlyList<KeptWatching> Watched,
    IReadOnlyList<KeptUpload> Uploads,
    IReadOnlyList<KeptBooking> Bookings)
{
    /// <summary>Whether there is anything that erasing would take away.</summary>
    public bool IsAnything => Name is not null || Email is not null || Courses.Count > 0 || Launches.Count > 0 || Watched.Count > 0 || Bookings.Count > 0;
}

/// <param name="Sections">Names of the course's sections they were seen in.</param>
public sealed record KeptEnrolment(string Course, string? Label, CourseRole Role, DateTimeOffset? LastSeenAt, IReadOnlyList<string> Sections);

/// <param name="Course">Null outside of courses.</param>
public sealed record KeptLaunch(DateTimeOffset At, string? Course, CourseRole Role);

/// <param name="Percent">How much of it was really played.</param>
public sealed record KeptWatching(string Video, int Percent, DateTimeOffset LastAt);

/// <summary>A file they brought. The video made of it belongs to the course and stays.</summary>
public sealed record KeptUpload(string FileName, string Title, long Length, DateTimeOffset At);

/// <summary>A time in which a room is recorded for them.</summary>
public sealed record KeptBooking(string Title, string Room, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

public sealed record FoundPerson(Guid Id, string Subject, string? Name, string? Email, DateTimeOffset? ErasedAt);
