using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Videos;

/// <summary>The original: what was uploaded, or recorded in a room. It is kept whatever happens to the renditions.</summary>
public sealed class VideoSource
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid VideoId { get; init; }

    /// <summary>What it was uploaded by; null for what was recorded in a room.</summary>
    public Guid? UploadId { get; init; }

    public required string FileName { get; init; }
    public long Bytes { get; set; }

    /// <summary>Where the media store holds it; null until it was taken there.</summary>
    public string? MediaKey { get; set; }

    public DateTimeOffset ReceivedAt { get; init; }
}

internal sealed class VideoSourceConfiguration : IEntityTypeConfiguration<VideoSource>
{
    public void Configure(EntityTypeBuilder<VideoSource> builder)
    {
        builder.Property(s => s.FileName).HasMaxLength(255);
        builder.Property(s => s.MediaKey).IsOptionalOwnName(400);
        builder.HasIndex(s => s.UploadId).IsUnique();
        builder.HasOne<Video>().WithOne(v => v.Source).HasForeignKey<VideoSource>(s => s.VideoId);
    }
}
