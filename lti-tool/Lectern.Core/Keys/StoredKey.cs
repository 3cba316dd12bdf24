using System.Globalization;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Keys;

/// <summary>A key of ours. Ticket keys are never deleted: links made with them must verify for ever.</summary>
public sealed class StoredKey
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public KeyPurpose Purpose { get; init; }

    /// <summary>Counts up within a purpose; the unique index lets only one of two starting nodes make a key.</summary>
    public int Sequence { get; init; }

    public required string Kid { get; init; }

    /// <summary>The key, sealed by the <see cref="RootKey"/>. Versions before that kept it open.</summary>
    public required string Material { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null while a tool key waits in our key set, so that platforms know it before it signs.</summary>
    public DateTimeOffset? ActiveFrom { get; set; }

    public DateTimeOffset? RetiredAt { get; set; }

    internal bool IsSealed => RootKey.IsSealed(Material);

    /// <summary>What the sealed key is bound to.</summary>
    internal string Place => PlaceOf(Purpose, Sequence, Kid);

    internal static string PlaceOf(KeyPurpose purpose, int sequence, string kid) => string.Create(CultureInfo.InvariantCulture, $"{purpose}/{sequence}/{kid}");

    internal OwnKey Open(RootKey root) => new(Kid, IsSealed ? root.Open(Material, Place) : Material, ActiveFrom, RetiredAt);
}

public enum KeyPurpose
{
    /// <summary>RSA key that platforms see in our key set.</summary>
    Tool,

    /// <summary>HMAC key of login states; ten minutes of life.</summary>
    State,

    /// <summary>HMAC key of the tickets in deep-linked items.</summary>
    Ticket,

    /// <summary>HMAC key of media addresses.</summary>
    Media,
}

internal sealed class StoredKeyConfiguration : IEntityTypeConfiguration<StoredKey>
{
    public void Configure(EntityTypeBuilder<StoredKey> builder)
    {
        builder.Property(k => k.Kid).IsOwnName(43);
        builder.Property(k => k.Material).HasMaxLength(4000).IsUnicode(false);
        builder.HasIndex(k => new { k.Purpose, k.Sequence }).IsUnique();
        builder.HasIndex(k => new { k.Purpose, k.Kid }).IsUnique();
    }
}
