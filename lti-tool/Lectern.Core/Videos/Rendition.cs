using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Videos;

/// <summary>One encoded size of a video, under one published version.</summary>
public sealed class Rendition
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid VideoId { get; init; }
    public required string StreamVersion { get; init; }

    /// <summary>0 for a rendition that is sound alone.</summary>
    public int Height { get; init; }

    public required string Codecs { get; init; }
    public long Bytes { get; init; }

    /// <summary>Bits a second over the whole, and in the heaviest segment.</summary>
    public long AverageBandwidth { get; init; }

    public long PeakBandwidth { get; init; }
}

internal sealed class RenditionConfiguration : IEntityTypeConfiguration<Rendition>
{
    public void Configure(EntityTypeBuilder<Rendition> builder)
    {
        builder.Property(r => r.StreamVersion).IsOwnName(64);
        builder.Property(r => r.Codecs).HasMaxLength(100);
        builder.HasIndex(r => new { r.VideoId, r.StreamVersion });
        builder.HasOne<Video>().WithMany(v => v.Renditions).HasForeignKey(r => r.VideoId);
    }
}
