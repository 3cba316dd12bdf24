using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Uploads;

/// <summary>A file on its way to us. It belongs to a person and a collection, not to a session.</summary>
public sealed class Upload
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid PersonId { get; init; }
    public Guid CollectionId { get; init; }

    /// <summary>The id the video will have, so that completing twice makes one video.</summary>
    public Guid VideoId { get; init; } = Guid.CreateVersion7();

    public required string FileName { get; init; }
    public required string Title { get; init; }
    public long Length { get; init; }

    /// <summary>By what the browser recognises the same file when it is picked again.</summary>
    public string? Fingerprint { get; init; }

    public UploadState State { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset LastActiveAt { get; set; }
}

public enum UploadState
{
    Open,
    Complete,
    Cancelled,
}

internal sealed class UploadConfiguration : IEntityTypeConfiguration<Upload>
{
    public void Configure(EntityTypeBuilder<Upload> builder)
    {
        builder.Property(u => u.FileName).HasMaxLength(255);
        builder.Property(u => u.Title).HasMaxLength(500);
        builder.Property(u => u.Fingerprint).HasMaxLength(500);
        builder.HasIndex(u => new { u.CollectionId, u.PersonId, u.State });
        builder.HasOne<Collection>().WithMany().HasForeignKey(u => u.CollectionId);
        builder.HasOne<Person>().WithMany().HasForeignKey(u => u.PersonId);
    }
}
