using Lectern.Core.Database;
using Lectern.Core.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Copies;

/// <summary>
/// That a context was copied from another, as the platform told it. By the platform's ids, since a notice comes before the first launch from
/// the copy, and either course may never be launched.
/// </summary>
public sealed class CourseOrigin
{
    public Guid PlatformId { get; init; }
    public required string ContextId { get; init; }
    public required string OriginContextId { get; init; }
    public CourseOriginSource Source { get; set; }
    public DateTimeOffset LearnedAt { get; init; }
}

public enum CourseOriginSource
{
    /// <summary>A launch's list of ancestors.</summary>
    Launch,

    /// <summary>A context copy notice.</summary>
    Notice,
}

internal sealed class CourseOriginConfiguration : IEntityTypeConfiguration<CourseOrigin>
{
    public void Configure(EntityTypeBuilder<CourseOrigin> builder)
    {
        builder.HasKey(o => new { o.PlatformId, o.ContextId, o.OriginContextId });
        builder.Property(o => o.ContextId).IsPlatformIdentifier();
        builder.Property(o => o.OriginContextId).IsPlatformIdentifier();
        builder.HasOne<Platform>().WithMany().HasForeignKey(o => o.PlatformId);
    }
}
