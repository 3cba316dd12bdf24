using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.ResourceLinks;

/// <summary>
/// A video that a link of a course was seen to name by its ticket. It may be purged, or never have been the course's: that is what a check of the
/// course's links is to find.
/// </summary>
public sealed class LinkedVideo
{
    public Guid ResourceLinkId { get; init; }
    public ResourceLink ResourceLink { get; init; } = null!;
    public Guid VideoId { get; init; }
    public DateTimeOffset FirstSeenAt { get; init; }
}

internal sealed class LinkedVideoConfiguration : IEntityTypeConfiguration<LinkedVideo>
{
    public void Configure(EntityTypeBuilder<LinkedVideo> builder)
    {
        // Some platforms give all embeds of a course one link.
        builder.HasKey(l => new { l.ResourceLinkId, l.VideoId });
        builder.HasOne(l => l.ResourceLink).WithMany().HasForeignKey(l => l.ResourceLinkId);
    }
}
