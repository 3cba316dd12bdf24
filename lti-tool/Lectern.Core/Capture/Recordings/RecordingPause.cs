using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Capture.Recordings;

/// <summary>When somebody wished that nothing is recorded, by the device's clock: its video leaves it out.</summary>
public sealed class RecordingPause
{
    public Guid RecordingId { get; init; }
    public DateTimeOffset From { get; init; }
    public DateTimeOffset To { get; init; }
}

internal sealed class RecordingPauseConfiguration : IEntityTypeConfiguration<RecordingPause>
{
    public void Configure(EntityTypeBuilder<RecordingPause> builder)
    {
        builder.HasKey(p => new { p.RecordingId, p.From });
        builder.HasOne<Recording>().WithMany(r => r.Pauses).HasForeignKey(p => p.RecordingId);
    }
}
