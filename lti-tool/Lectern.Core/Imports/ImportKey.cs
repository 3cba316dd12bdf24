using Lectern.Core.Database;
using Lectern.Core.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Imports;

/// <summary>Lets a program import into one platform, and nothing else. Only the hash of its secret is kept.</summary>
public sealed class ImportKey
{
    public const int LongestName = 100;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid PlatformId { get; init; }

    /// <summary>What the operator calls the program that has it.</summary>
    public string? Name { get; init; }

    public required string SecretHash { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
}

internal sealed class ImportKeyConfiguration : IEntityTypeConfiguration<ImportKey>
{
    public void Configure(EntityTypeBuilder<ImportKey> builder)
    {
        builder.Property(k => k.Name).HasMaxLength(ImportKey.LongestName);
        builder.Property(k => k.SecretHash).IsHash();
        builder.HasIndex(k => k.PlatformId);
        builder.HasOne<Platform>().WithMany().HasForeignKey(k => k.PlatformId);
    }
}
