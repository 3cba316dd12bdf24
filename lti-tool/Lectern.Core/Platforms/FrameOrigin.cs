using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Platforms;

/// <summary>An origin whose pages may frame this platform's launches.</summary>
public sealed class FrameOrigin
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid PlatformId { get; init; }
    public required string Origin { get; init; }
    public FrameOriginSource Source { get; set; }

    /// <summary>When an administrator took it away. The row stays, so that the next launch does not bring it back.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
}

public enum FrameOriginSource
{
    /// <summary>From the configuration, authorization or registration endpoint.</summary>
    Registration,

    /// <summary>From an address in a verified launch.</summary>
    Launch,

    /// <summary>Typed by an administrator.</summary>
    Administrator,
}

internal sealed class FrameOriginConfiguration : IEntityTypeConfiguration<FrameOrigin>
{
    public void Configure(EntityTypeBuilder<FrameOrigin> builder)
    {
        builder.Property(o => o.Origin).IsOwnName(255);
        builder.HasIndex(o => new { o.PlatformId, o.Origin }).IsUnique();
        builder.HasOne<Platform>().WithMany(p => p.FrameOrigins).HasForeignKey(o => o.PlatformId);
    }
}
