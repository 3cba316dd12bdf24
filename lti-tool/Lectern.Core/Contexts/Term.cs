using Lectern.Core.Database;
using Lectern.Core.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Contexts;

/// <summary>A semester as far as a platform's launches tell: a name, or only its first and last day.</summary>
public sealed class Term
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid PlatformId { get; init; }

    /// <summary>The platform's id or name of the term, else its two dates.</summary>
    public required string Key { get; init; }

    public string? Name { get; set; }
    public DateTimeOffset? StartsAt { get; set; }
    public DateTimeOffset? EndsAt { get; set; }
}

internal sealed class TermConfiguration : IEntityTypeConfiguration<Term>
{
    public void Configure(EntityTypeBuilder<Term> builder)
    {
        builder.Property(t => t.Key).IsPlatformIdentifier();
        builder.Property(t => t.Name).HasMaxLength(255);
        builder.HasIndex(t => new { t.PlatformId, t.Key }).IsUnique();
        builder.HasOne<Platform>().WithMany().HasForeignKey(t => t.PlatformId);
    }
}
