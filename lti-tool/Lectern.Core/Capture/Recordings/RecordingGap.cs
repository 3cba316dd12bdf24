using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Capture.Recordings;

/// <summary>A stretch of a recorded video in which nothing was recorded, or nothing came: the machine was off or starting, or was lost. What a lecture paused for its video leaves out.</summary>
public sealed class RecordingGap
{
    public Guid RecordingId { get; init; }

    /// <summary>On the video's clock.</summary>
    public double StartSeconds { get; init; }

    public double EndSeconds { get; init; }
}

internal sealed class RecordingGapConfiguration : IEntityTypeConfiguration<RecordingGap>
{
    public void Configure(EntityTypeBuilder<RecordingGap> builder)
    {
        builder.HasKey(g => new { g.RecordingId, g.StartSeconds });
        builder.HasOne<Recording>().WithMany().HasForeignKey(g => g.RecordingId);
    }
}
