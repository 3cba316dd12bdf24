using Lectern.Core.Contexts;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.ResourceLinks;

/// <summary>A link of ours as it stands in a course, seen when it was first launched.</summary>
public sealed class ResourceLink
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid PlatformId { get; init; }
    public Guid? CourseId { get; init; }
    public required string ResourceLinkId { get; init; }
    public string? Title { get; set; }

    public DateTimeOffset FirstSeenAt { get; init; }
}

internal sealed class ResourceLinkConfiguration : IEntityTypeConfiguration<ResourceLink>
{
    public void Configure(EntityTypeBuilder<ResourceLink> builder)
    {
        builder.Property(l => l.ResourceLinkId).IsPlatformIdentifier();
        builder.Property(l => l.Title).HasMaxLength(500);
        builder.HasIndex(l => new { l.PlatformId, l.CourseId, l.ResourceLinkId }).IsUnique();
        builder.HasOne<Course>().WithMany().HasForeignKey(l => l.CourseId);
    }
}
