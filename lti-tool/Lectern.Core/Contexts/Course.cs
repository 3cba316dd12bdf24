using Lectern.Core.Copies;
using Lectern.Core.Database;
using Lectern.Core.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Contexts;

/// <summary>A context of a platform. Known by (platform, context id).</summary>
public sealed class Course
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid PlatformId { get; init; }
    public required string ContextId { get; init; }

    /// <summary>Its id in the student information system, where launches tell it; several courses may have one.</summary>
    public string? SourcedId { get; set; }

    public required string Title { get; set; }
    public string? Label { get; set; }
    public Guid? TermId { get; set; }
    public Term? Term { get; set; }
    public Guid? DepartmentId { get; set; }

    /// <summary>The course whose collection this one shares; null for its own.</summary>
    public Guid? SharedWithId { get; set; }

    /// <summary>What happens to this course's videos in a copy of the course; null for the rule of its department, or else the platform's.</summary>
    public CopyPolicy? CopyPolicy { get; set; }

    /// <summary>When the platform's member list was last asked who teaches here, whatever it answered.</summary>
    public DateTimeOffset? TeachersAskedAt { get; set; }

    public DateTimeOffset FirstSeenAt { get; init; }
}

internal sealed class CourseConfiguration : IEntityTypeConfiguration<Course>
{
    public void Configure(EntityTypeBuilder<Course> builder)
    {
        builder.Property(c => c.ContextId).IsPlatformIdentifier();
        builder.Property(c => c.SourcedId).IsOptionalPlatformIdentifier();
        builder.Property(c => c.Title).HasMaxLength(500);
        builder.Property(c => c.Label).HasMaxLength(255);
        builder.HasIndex(c => new { c.PlatformId, c.ContextId }).IsUnique();
        builder.HasOne<Platform>().WithMany().HasForeignKey(c => c.PlatformId);
        builder.HasOne(c => c.Term).WithMany().HasForeignKey(c => c.TermId);
        builder.HasOne<Course>().WithMany().HasForeignKey(c => c.SharedWithId);
        builder.HasOne<Department>().WithMany().HasForeignKey(c => c.DepartmentId);
    }
}
