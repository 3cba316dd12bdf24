using Lectern.Core.Database;
using Lectern.Core.Videos;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Captions;

/// <summary>One language and kind of a video's captions. Each change of its cues is a new version beside the old one.</summary>
public sealed class CaptionTrack
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid VideoId { get; init; }

    /// <summary>BCP 47 tag.</summary>
    public required string Language { get; init; }

    public CaptionKind Kind { get; init; }

    /// <summary>The folder under the video that holds <c>captions.vtt</c> as it is now.</summary>
    public required string CaptionVersion { get; set; }

    public int CueCount { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
}

public enum CaptionKind
{
    /// <summary>Made by the machine, in the language spoken.</summary>
    Automatic,

    /// <summary>Made or approved by a person.</summary>
    Reviewed,
}

internal sealed class CaptionTrackConfiguration : IEntityTypeConfiguration<CaptionTrack>
{
    public void Configure(EntityTypeBuilder<CaptionTrack> builder)
    {
        builder.Property(t => t.Language).HasMaxLength(35).IsUnicode(false);
        builder.Property(t => t.CaptionVersion).IsOwnName(64);
        builder.HasIndex(t => new { t.VideoId, t.Language, t.Kind }).IsUnique();
        builder.HasOne<Video>().WithMany(v => v.CaptionTracks).HasForeignKey(t => t.VideoId);
    }
}
