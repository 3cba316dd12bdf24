using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Launches;

/// <summary>A nonce that was used. The primary key is what makes a second use fail.</summary>
public sealed class UsedNonce
{
    public Guid RegistrationId { get; init; }
    public required string Nonce { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class UsedNonceConfiguration : IEntityTypeConfiguration<UsedNonce>
{
    public void Configure(EntityTypeBuilder<UsedNonce> builder)
    {
        builder.HasKey(n => new { n.RegistrationId, n.Nonce });
        builder.Property(n => n.Nonce).IsPlatformIdentifier();
        builder.HasIndex(n => n.ExpiresAt);
    }
}
