using Lectern.Core.Contexts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Collections;

/// <summary>Where videos live: one for each course, and one of their own for people who launch without a course.</summary>
public sealed class Collection
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid? CourseId { get; init; }
    public Guid? PersonId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}

internal sealed class CollectionConfiguration : IEntityTypeConfiguration<Collection>
{
    public void Configure(EntityTypeBuilder<Collection> builder)
    {
        builder.HasIndex(c => c.CourseId).IsUnique();
        builder.HasIndex(c => c.PersonId).IsUnique();
        builder.HasOne<Course>().WithMany().HasForeignKey(c => c.CourseId);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId);
    }
}
