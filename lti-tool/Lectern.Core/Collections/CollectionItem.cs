using System.Linq.Expressions;
using Lectern.Core.Contexts;
using Lectern.Core.Videos;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Collections;

/// <summary>
/// A video's place in a collection: who of its people may see it, and when. A video has one where it was made, and one by reference in every
/// course that may play it; what is changed on one changes no other.
/// </summary>
public sealed class CollectionItem
{
    /// <summary>It was not taken out, and its video not deleted.</summary>
    internal static readonly Expression<Func<CollectionItem, bool>> Stands = item => item.RemovedAt == null && item.Video.DeletedAt == null;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid CollectionId { get; init; }
    public Collection Collection { get; init; } = null!;
    public Guid VideoId { get; set; }
    public Video Video { get; init; } = null!;

    /// <summary>What links call its video, where the course has a copy of its own and links from before it; null elsewhere.</summary>
    public Guid? CopyOfId { get; set; }

    /// <summary>Whether the video was made in this collection, and did not come along from another; needs <see cref="Video"/>.</summary>
    public bool IsHome => CollectionId == Video.CollectionId;

    /// <summary>Its title here; null for the video's own.</summary>
    public string? Title { get; set; }

    /// <summary>What people of this collection read; needs <see cref="Video"/>.</summary>
    public string DisplayTitle => Title ?? Video.Title;

    public Visibility Visibility { get; set; }
    public bool PublishWhenCaptioned { get; set; }
    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>When learners may begin to see it; null from the moment it is published.</summary>
    public DateTimeOffset? AvailableFrom { get; set; }

    /// <summary>From when on learners no longer see it; null for never.</summary>
    public DateTimeOffset? AvailableUntil { get; set; }

    /// <summary>Whether only learners of <see cref="Sections"/> see it; with no section listed, none do.</summary>
    public bool ForSections { get; set; }

    public List<ItemSection> Sections { get; } = [];

    /// <summary>The course it came along from when a course was copied; null where it was made, or was asked for.</summary>
    public Guid? CopiedFromId { get; init; }

    /// <summary>The course that brought it, while that course shares this collection; null otherwise.</summary>
    public Guid? MergedFromId { get; set; }

    public DateTimeOffset AddedAt { get; init; }

    /// <summary>When a teacher took it out of the collection. The row stays, so that no later launch of a copied link brings it back.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    public Guid Version { get; set; } = Guid.CreateVersion7();
}

/// <summary>A section that sees an item, with a window of its own where it has one.</summary>
public sealed class ItemSection
{
    public Guid ItemId { get; init; }
    public Guid SectionId { get; init; }
    public Section Section { get; init; } = null!;

    /// <summary>Null for the item's.</summary>
    public DateTimeOffset? AvailableFrom { get; set; }

    /// <summary>Null for the item's.</summary>
    public DateTimeOffset? AvailableUntil { get; set; }
}

public enum Visibility
{
    Draft,
    Published,
}

internal sealed class CollectionItemConfiguration : IEntityTypeConfiguration<CollectionItem>
{
    public void Configure(EntityTypeBuilder<CollectionItem> builder)
    {
        builder.Ignore(i => i.DisplayTitle);
        builder.Ignore(i => i.IsHome);
        builder.Property(i => i.Title).HasMaxLength(500);
        builder.Property(i => i.Version).IsConcurrencyToken();
        builder.HasIndex(i => new { i.CollectionId, i.VideoId }).IsUnique();
        builder.HasIndex(i => new { i.CollectionId, i.RemovedAt, i.AddedAt });
        builder.HasIndex(i => i.VideoId);
        builder.HasIndex(i => new { i.CollectionId, i.CopyOfId });
        builder.HasIndex(i => i.CopyOfId);
        builder.HasOne(i => i.Collection).WithMany().HasForeignKey(i => i.CollectionId);
        builder.HasOne(i => i.Video).WithMany(v => v.Items).HasForeignKey(i => i.VideoId);
        builder.HasOne<Course>().WithMany().HasForeignKey(i => i.CopiedFromId);
    }
}

internal sealed class ItemSectionConfiguration : IEntityTypeConfiguration<ItemSection>
{
    public void Configure(EntityTypeBuilder<ItemSection> builder)
    {
        builder.HasKey(s => new { s.ItemId, s.SectionId });
        builder.HasOne<CollectionItem>().WithMany(i => i.Sections).HasForeignKey(s => s.ItemId);
        builder.HasOne(s => s.Section).WithMany().HasForeignKey(s => s.SectionId);
    }
}
