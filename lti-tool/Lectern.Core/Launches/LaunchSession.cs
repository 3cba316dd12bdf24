using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Launches;

/// <summary>The bearer session of one launch. Only the token's hash is kept.</summary>
public sealed class LaunchSession
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid LaunchId { get; init; }
    public Launch Launch { get; init; } = null!;
    public required string TokenHash { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset LastUsedAt { get; set; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; set; }
}

internal sealed class LaunchSessionConfiguration : IEntityTypeConfiguration<LaunchSession>
{
    public void Configure(EntityTypeBuilder<LaunchSession> builder)
    {
        builder.Property(s => s.TokenHash).IsHash();
        builder.HasIndex(s => s.TokenHash).IsUnique();
        builder.HasIndex(s => s.ExpiresAt);
        builder.HasOne(s => s.Launch).WithMany().HasForeignKey(s => s.LaunchId);
    }
}
