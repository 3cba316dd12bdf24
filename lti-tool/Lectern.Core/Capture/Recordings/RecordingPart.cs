using Lectern.Core.Capture.Rooms;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Capture.Recordings;

/// <summary>What one run of a source's encoder recorded. Its bytes and their ledger are files under its upload's id.</summary>
public sealed class RecordingPart
{
    public Guid RecordingId { get; init; }
    public required string Source { get; init; }

    /// <summary>Counts the source's runs in this recording from 1.</summary>
    public int Number { get; init; }

    public Guid UploadId { get; set; }

    /// <summary>Names the machine's run, whose monotonic clock its fragments were stamped with; null until the manifest came.</summary>
    public string? Boot { get; set; }

    /// <summary>All its bytes; null until the manifest came.</summary>
    public long? Length { get; set; }
}

internal sealed class RecordingPartConfiguration : IEntityTypeConfiguration<RecordingPart>
{
    public void Configure(EntityTypeBuilder<RecordingPart> builder)
    {
        builder.HasKey(p => new { p.RecordingId, p.Source, p.Number });
        builder.Property(p => p.Source).IsOwnName(RoomSource.LongestName);
        builder.Property(p => p.Boot).IsOptionalOwnName(64);
        builder.HasIndex(p => p.UploadId).IsUnique();
        builder.HasOne<Recording>().WithMany(r => r.Parts).HasForeignKey(p => p.RecordingId);
    }
}
