using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Videos;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Analytics;

/// <summary>What one person watched of a video in one collection. It belongs to the course and not to the video: a copy begins with none.</summary>
public sealed class WatchRecord
{
    public Guid CollectionId { get; init; }
    public Guid VideoId { get; init; }
    public Guid PersonId { get; init; }
    public Person Person { get; init; } = null!;

    /// <summary>As <see cref="WatchedRanges"/> writes them.</summary>
    public string Ranges { get; set; } = "";

    /// <summary>Of the video, each second counted once; 0 to 100.</summary>
    public int Percent { get; set; }

    /// <summary>From when on time was not yet used up by what was watched: nobody watches much faster than it passes.</summary>
    public DateTimeOffset CreditFrom { get; set; }

    public DateTimeOffset FirstAt { get; init; }
    public DateTimeOffset LastAt { get; set; }
    public Guid Version { get; set; } = Guid.CreateVersion7();
}

internal sealed class WatchRecordConfiguration : IEntityTypeConfiguration<WatchRecord>
{
    public void Configure(EntityTypeBuilder<WatchRecord> builder)
    {
        builder.HasKey(r => new { r.CollectionId, r.VideoId, r.PersonId });
        builder.Property(r => r.Ranges).HasMaxLength(WatchedRanges.LongestText).IsUnicode(false);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasOne<Collection>().WithMany().HasForeignKey(r => r.CollectionId);
        builder.HasOne<Video>().WithMany().HasForeignKey(r => r.VideoId);
        builder.HasOne(r => r.Person).WithMany().HasForeignKey(r => r.PersonId);
    }
}
