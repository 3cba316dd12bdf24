using Lectern.Core.Database;
using Lectern.Core.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Contexts;

/// <summary>A semester: as launches tell it, by a name or only by its first and last day, or as IT wrote it into the table of terms.</summary>
public sealed class Term
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid PlatformId { get; init; }

    /// <summary>The platform's id or name of the term, else its two dates.</summary>
    public required string Key { get; init; }

    public string? Name { get; set; }
    public DateTimeOffset? StartsAt { get; set; }
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>Whether IT wrote its name and days, which then stay whatever launches tell.</summary>
    public bool IsEdited { get; set; }

    /// <summary>Courses whose label, title or id looks like this belong to it, where launches name no term: <c>*-2026A</c>. Null for none.</summary>
    public string? Pattern { get; set; }

    /// <summary>Whether courses of which nothing else tells a term belong to it when they are first opened between its days.</summary>
    public bool MatchesDate { get; set; }
}

internal sealed class TermConfiguration : IEntityTypeConfiguration<Term>
{
    public void Configure(EntityTypeBuilder<Term> builder)
    {
        builder.Property(t => t.Key).IsPlatformIdentifier();
        builder.Property(t => t.Name).HasMaxLength(255);
        builder.Property(t => t.Pattern).HasMaxLength(255);
        builder.HasIndex(t => new { t.PlatformId, t.Key }).IsUnique();
        builder.HasOne<Platform>().WithMany().HasForeignKey(t => t.PlatformId);
    }
}
