using Lectern.Core.Database;
using Lectern.Core.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Contexts;

/// <summary>Where the platform lists a course's members, and how far we have read. Courses whose launches offer no list have none.</summary>
public sealed class Roster
{
    public Guid CourseId { get; init; }
    public Guid RegistrationId { get; set; }
    public required string Address { get; set; }

    /// <summary>Where the platform tells what changed since the last reading; null where it doesn't.</summary>
    public string? Changes { get; set; }

    /// <summary>When a launch last offered the list. A course that nobody opens any more is left alone.</summary>
    public DateTimeOffset OfferedAt { get; set; }

    /// <summary>When a reading last began: whoever moves it reads, and only the last one to move it may write.</summary>
    public DateTimeOffset? BegunAt { get; set; }

    /// <summary>When the whole list was last read and kept.</summary>
    public DateTimeOffset? ReadAt { get; set; }
}

internal sealed class RosterConfiguration : IEntityTypeConfiguration<Roster>
{
    public void Configure(EntityTypeBuilder<Roster> builder)
    {
        builder.HasKey(r => r.CourseId);
        builder.Property(r => r.Address).IsAddress();
        builder.Property(r => r.Changes).IsOptionalAddress();
        builder.HasIndex(r => r.BegunAt);
        builder.HasOne<Course>().WithMany().HasForeignKey(r => r.CourseId);
        builder.HasOne<Registration>().WithMany().HasForeignKey(r => r.RegistrationId);
    }
}
