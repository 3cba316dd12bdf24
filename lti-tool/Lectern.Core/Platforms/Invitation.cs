using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Platforms;

/// <summary>Lets one platform register, once. Only the hash of its code is kept.</summary>
public sealed class Invitation
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string CodeHash { get; init; }
    public string? PlatformName { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The post that registers with it now, so that two at once can't both pass.</summary>
    public Guid? ClaimId { get; set; }

    /// <summary>When the claim lapses: a process that died while it registered must not take the invitation with it.</summary>
    public DateTimeOffset? ClaimedUntil { get; set; }

    /// <summary>Set in the transaction that keeps the registration.</summary>
    public DateTimeOffset? SpentAt { get; set; }

    public Guid? PlatformId { get; set; }
}

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.Property(i => i.CodeHash).IsHash();
        builder.Property(i => i.PlatformName).HasMaxLength(255);
        builder.HasIndex(i => i.CodeHash).IsUnique();
    }
}
