using Lectern.Core.Captions;
using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Videos;

public sealed class Video
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Where it was made: the only collection whose teachers change the video itself.</summary>
    public Guid CollectionId { get; init; }

    public Collection Collection { get; init; } = null!;

    /// <summary>The video it is a copy of, bytes and all; null for one that was uploaded. That one may be gone.</summary>
    public Guid? CopyOfId { get; init; }

    public Guid OwnerId { get; init; }
    public Person Owner { get; init; } = null!;
    public required string Title { get; set; }

    /// <summary>BCP 47 tag of the speech: what somebody chose, or else what the captions found; null until then.</summary>
    public string? Language { get; set; }

    public double? DurationSeconds { get; set; }
    public int? Width { get; set; }
    public int? Height { get; set; }
    public bool? HasAudio { get; set; }

    /// <summary>What plays now: the folder of an immutable HLS presentation, or null while nothing can be played.</summary>
    public string? StreamVersion { get; set; }

    public StreamKind? StreamKind { get; set; }
    /// <summary>Whether what plays has who speaks beside it, in a folder of its own of the same version.</summary>
    public bool HasPresenter { get; set; }

    public string? PosterVersion { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>When its files began to be removed for good; from then on it can't be restored.</summary>
    public DateTimeOffset? PurgeBegunAt { get; set; }

    public Guid Version { get; set; } = Guid.CreateVersion7();
    public VideoSource? Source { get; init; }

    /// <summary>Its place in each collection that has it.</summary>
    public List<CollectionItem> Items { get; } = [];

    public List<Rendition> Renditions { get; } = [];
    public List<CaptionTrack> CaptionTracks { get; } = [];
}

public enum StreamKind
{
    /// <summary>The upload itself, repackaged: playable at once, in the quality it was recorded in.</summary>
    Instant,

    /// <summary>Our own renditions.</summary>
    Renditions,

    /// <summary>What a room's device sent, as it came: playable before it is joined.</summary>
    Grown,
}

internal sealed class VideoConfiguration : IEntityTypeConfiguration<Video>
{
    public void Configure(EntityTypeBuilder<Video> builder)
    {
        builder.Property(v => v.Title).HasMaxLength(500);
        builder.Property(v => v.Language).HasMaxLength(35);
        builder.Property(v => v.StreamVersion).IsOptionalOwnName(64);
        builder.Property(v => v.PosterVersion).IsOptionalOwnName(64);
        builder.Property(v => v.Version).IsConcurrencyToken();
        builder.HasIndex(v => new { v.CollectionId, v.DeletedAt, v.CreatedAt });
        // One copy of a video a collection, whoever asks for it how often.
        builder.HasIndex(v => new { v.CollectionId, v.CopyOfId }).IsUnique();
        builder.HasIndex(v => v.CopyOfId);
        builder.HasOne(v => v.Collection).WithMany().HasForeignKey(v => v.CollectionId);
        builder.HasOne(v => v.Owner).WithMany().HasForeignKey(v => v.OwnerId);
    }
}
