using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Videos;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Copies;

/// <summary>A link of ours stands in a course that may not play its video; the video's teachers decide with one button.</summary>
public sealed class CopyRequest
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid VideoId { get; init; }
    public Video Video { get; init; } = null!;

    /// <summary>Of the course where the link stands.</summary>
    public Guid CollectionId { get; init; }

    public Collection Collection { get; init; } = null!;

    /// <summary>Who opened the link first.</summary>
    public Guid PersonId { get; init; }

    public Person Person { get; init; } = null!;
    public DateTimeOffset AskedAt { get; init; }
    public DateTimeOffset? DecidedAt { get; set; }
    public Guid? DecidedById { get; set; }
    public bool IsAllowed { get; set; }
}

internal sealed class CopyRequestConfiguration : IEntityTypeConfiguration<CopyRequest>
{
    public void Configure(EntityTypeBuilder<CopyRequest> builder)
    {
        builder.HasIndex(r => new { r.VideoId, r.CollectionId }).IsUnique();
        builder.HasOne(r => r.Video).WithMany().HasForeignKey(r => r.VideoId);
        builder.HasOne(r => r.Collection).WithMany().HasForeignKey(r => r.CollectionId);
        builder.HasOne(r => r.Person).WithMany().HasForeignKey(r => r.PersonId);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.DecidedById);
    }
}
