using Lectern.Core.Database;
using Lectern.Core.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Mapping;

/// <summary>That an administrator chose where a platform's key is read from. Without a row the defaults hold.</summary>
public sealed class MappingChoice
{
    public Guid PlatformId { get; init; }
    public MappedKey Key { get; init; }

    /// <summary>The text of a <see cref="MappingSource"/>.</summary>
    public required string Source { get; set; }
}

internal sealed class MappingChoiceConfiguration : IEntityTypeConfiguration<MappingChoice>
{
    public void Configure(EntityTypeBuilder<MappingChoice> builder)
    {
        builder.HasKey(c => new { c.PlatformId, c.Key });
        builder.Property(c => c.Source).IsOwnName(120);
        builder.HasOne<Platform>().WithMany(p => p.MappingChoices).HasForeignKey(c => c.PlatformId);
    }
}
