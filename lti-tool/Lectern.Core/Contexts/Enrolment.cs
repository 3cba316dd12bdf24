using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Contexts;

/// <summary>What somebody was in a course when they last launched from it, or as the platform's member list or an import says. Never a source of rights: those come from the launch.</summary>
public sealed class Enrolment
{
    public static readonly DateTimeOffset Never = DateTimeOffset.UnixEpoch;

    // Launches so soon after the one that was written leave its time: the ten videos of one page need not each write it.
    private static readonly TimeSpan SeenWithin = TimeSpan.FromSeconds(10);

    public Guid CourseId { get; init; }
    public Guid PersonId { get; init; }
    public CourseRole Role { get; set; }

    /// <summary>When a launch or the member list last told it; <see cref="Never"/> where only an import did, which proves nothing to anybody.</summary>
    public DateTimeOffset LastSeenAt { get; set; }

    /// <summary>What a launch says.</summary>
    internal void See(CourseRole role, DateTimeOffset at) => (Role, LastSeenAt) = (role, (at - LastSeenAt).Duration() < SeenWithin ? LastSeenAt : at);

    /// <summary>Whether a launch at that time or later may be the last one: not each is written.</summary>
    internal bool MayBeSeenSince(DateTimeOffset at) => LastSeenAt + SeenWithin >= at;

    /// <summary>What the member list says; it counts as seen from then on, where only an import had told it.</summary>
    internal void Learn(CourseRole role, DateTimeOffset at) => (Role, LastSeenAt) = (role, LastSeenAt == Never ? at : LastSeenAt);
}

internal static class EnrolmentQueries
{
    /// <summary>Those who teach, as a launch or the member list told: they prove that courses belong together.</summary>
    internal static IQueryable<Enrolment> OfTeachers(this IQueryable<Enrolment> enrolments) => enrolments.Where(e => e.Role == CourseRole.Instructor && e.LastSeenAt > Enrolment.Never);
}

internal sealed class EnrolmentConfiguration : IEntityTypeConfiguration<Enrolment>
{
    public void Configure(EntityTypeBuilder<Enrolment> builder)
    {
        builder.HasKey(e => new { e.CourseId, e.PersonId });
        builder.HasOne<Course>().WithMany().HasForeignKey(e => e.CourseId);
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId);
    }
}
