using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Rollovers;

/// <summary>What was done to a collection's items for a new term, at once, and what they were before.</summary>
public sealed class Rollover
{
    // What the greatest text of the smallest engine holds.
    private const int LongestBefore = 10_000_000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid CollectionId { get; init; }
    public Guid PersonId { get; init; }
    public DateTimeOffset AppliedAt { get; init; }
    public DateTimeOffset? UndoneAt { get; set; }
    public int Changed { get; init; }

    /// <summary>A list of <see cref="ItemBefore"/>, as JSON.</summary>
    public required string Before { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Rollover>
    {
        public void Configure(EntityTypeBuilder<Rollover> builder)
        {
            builder.Property(r => r.Before).HasMaxLength(LongestBefore);
            builder.HasIndex(r => new { r.CollectionId, r.AppliedAt });
            builder.HasOne<Collection>().WithMany().HasForeignKey(r => r.CollectionId);
            builder.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId);
        }
    }
}
