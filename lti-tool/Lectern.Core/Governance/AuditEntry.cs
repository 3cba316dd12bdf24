using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Governance;

/// <summary>One administrative act: who, what, on what, when.</summary>
public sealed class AuditEntry
{
    public const int LongestDetail = 2000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public DateTimeOffset At { get; init; }

    /// <summary>One of <see cref="Actors"/>, or the id of the person who acted.</summary>
    public required string Actor { get; init; }

    /// <summary>One of <see cref="Acts"/>.</summary>
    public required string Act { get; init; }

    public string? Subject { get; init; }
    public string? Detail { get; init; }
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.Property(a => a.Actor).IsOwnName(64);
        builder.Property(a => a.Act).IsOwnName(64);
        builder.Property(a => a.Subject).HasMaxLength(255);
        builder.Property(a => a.Detail).HasMaxLength(AuditEntry.LongestDetail);
        builder.HasIndex(a => a.At);
    }
}
