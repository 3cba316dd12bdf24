using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Jobs;
using Lectern.Core.Launches;
using Lectern.Core.Platforms;
using Lectern.Core.Uploads;
using Lectern.Core.Videos;
using Lectern.Lti.Launch;

namespace Lectern.TestSupport;

/// <summary>Rows with sensible values, of which a test names only those that matter to it. Nothing is saved.</summary>
public static class Some
{
    private static int s_count;

    /// <summary>The moment at which made rows say they were made: Tuesday, 1 September 2026, 8:00 UTC.</summary>
    public static DateTimeOffset Instant { get; } = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    public static Platform Platform(string name = "Practice LMS", string? productFamily = "moodle") =>
        new() { Name = name, ProductFamily = productFamily, CreatedAt = Instant };

    public static Registration Registration(Platform platform, string issuer = "https://lms.test", string? clientId = null) => new()
    {
        PlatformId = platform.Id,
        Issuer = issuer,
        ClientId = clientId ?? Unique("client"),
        AuthorizationEndpoint = $"{issuer}/auth",
        TokenEndpoint = $"{issuer}/token",
        JwksUri = $"{issuer}/jwks",
        CreatedAt = Instant,
    };

    public static Deployment Deployment(Registration registration, string deploymentId = "1", DeploymentStatus status = DeploymentStatus.Known) =>
        new() { RegistrationId = registration.Id, DeploymentId = deploymentId, Status = status, FirstSeenAt = Instant };

    public static Person Person(Platform platform, string? name = "Ada Lovelace", string? subject = null) =>
        new() { PlatformId = platform.Id, Subject = subject ?? Unique("person"), Name = name, FirstSeenAt = Instant };

    public static Course Course(Platform platform, string title = "Physics 101", string? contextId = null) =>
        new() { PlatformId = platform.Id, ContextId = contextId ?? Unique("context"), Title = title, FirstSeenAt = Instant };

    public static Collection Collection(Course course) => new() { CourseId = course.Id, CreatedAt = Instant };

    public static Collection Collection(Person person) => new() { PersonId = person.Id, CreatedAt = Instant };

    /// <summary>A video with its item in the collection it was made in.</summary>
    public static Video Video(Collection collection, Person owner, string title = "Lecture 1", Visibility visibility = Visibility.Draft) => new()
    {
        CollectionId = collection.Id,
        OwnerId = owner.Id,
        Title = title,
        CreatedAt = Instant,
        Items = { Item(collection, visibility) },
    };

    /// <summary>A place in a collection, to be added to a video's items.</summary>
    public static CollectionItem Item(Collection collection, Visibility visibility = Visibility.Published) => new()
    {
        CollectionId = collection.Id,
        Visibility = visibility,
        PublishedAt = visibility == Visibility.Published ? Instant : null,
        AddedAt = Instant,
    };

    public static Section Section(Course course, string key) => new() { CourseId = course.Id, Key = key };

    public static Enrolment Enrolment(Course course, Person person, CourseRole role = CourseRole.Instructor) =>
        new() { CourseId = course.Id, PersonId = person.Id, Role = role, LastSeenAt = Instant };

    public static Launch Launch(Registration registration, Person person, Collection? collection = null, CourseRole role = CourseRole.Instructor, LaunchKind kind = LaunchKind.ResourceLink) => new()
    {
        PlatformId = registration.PlatformId,
        RegistrationId = registration.Id,
        DeploymentId = "1",
        PersonId = person.Id,
        CourseId = collection?.CourseId,
        CollectionId = collection?.Id,
        Kind = kind,
        Role = role,
        CreatedAt = Instant,
        CodeHash = Hash(),
        CodeExpiresAt = Instant.AddMinutes(1),
        BindingHash = Hash(),
    };

    public static Upload Upload(Collection collection, Person person, string fileName = "lecture.mp4", long length = 1_000_000) => new()
    {
        CollectionId = collection.Id,
        PersonId = person.Id,
        FileName = fileName,
        Title = Path.GetFileNameWithoutExtension(fileName),
        Length = length,
        CreatedAt = Instant,
        LastActiveAt = Instant,
    };

    public static Job Job(Video video, JobKind kind = JobKind.Video, JobState state = JobState.Queued) =>
        new() { VideoId = video.Id, Kind = kind, State = state, CreatedAt = Instant, NotBefore = Instant };

    public static Classroom Classroom(string issuer = "https://lms.test") => new(issuer);

    private static string Unique(string prefix) => $"{prefix}-{Interlocked.Increment(ref s_count)}";

    // The length of a SHA-256 in base64url, and like one never the same twice.
    private static string Hash() => Guid.CreateVersion7().ToString("n").PadRight(43, 'x');
}
