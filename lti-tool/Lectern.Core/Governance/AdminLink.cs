using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Governance;

/// <summary>A sign-in link for the server's operator: single use, ten minutes. Only its hash is kept.</summary>
public sealed class AdminLink
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string CodeHash { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
}

internal sealed class AdminLinkConfiguration : IEntityTypeConfiguration<AdminLink>
{
    public void Configure(EntityTypeBuilder<AdminLink> builder)
    {
        builder.Property(l => l.CodeHash).IsHash();
        builder.HasIndex(l => l.CodeHash).IsUnique();
    }
}
