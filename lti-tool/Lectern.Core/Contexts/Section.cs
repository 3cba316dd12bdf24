using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Contexts;

/// <summary>A part of a course's people: a Canvas section, a Moodle group.</summary>
public sealed class Section
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid CourseId { get; init; }
    public required string Key { get; init; }
    public string? Name { get; set; }

    /// <summary>Whether it stands for all of its course, among courses that share a collection.</summary>
    public bool IsWholeCourse { get; init; }

    public List<SectionMember> Members { get; } = [];
}

/// <summary>Somebody seen in a section by their last launch.</summary>
public sealed class SectionMember
{
    public Guid SectionId { get; init; }
    public Guid PersonId { get; init; }
}

internal sealed class SectionConfiguration : IEntityTypeConfiguration<Section>
{
    public void Configure(EntityTypeBuilder<Section> builder)
    {
        builder.Property(s => s.Key).IsPlatformIdentifier();
        builder.Property(s => s.Name).HasMaxLength(255);
        builder.HasIndex(s => new { s.CourseId, s.Key }).IsUnique();
        builder.HasOne<Course>().WithMany().HasForeignKey(s => s.CourseId);
    }
}

internal sealed class SectionMemberConfiguration : IEntityTypeConfiguration<SectionMember>
{
    public void Configure(EntityTypeBuilder<SectionMember> builder)
    {
        builder.HasKey(m => new { m.SectionId, m.PersonId });
        builder.HasOne<Section>().WithMany(s => s.Members).HasForeignKey(m => m.SectionId);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId);
    }
}
