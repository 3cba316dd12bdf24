using Lectern.Core.Copies;
using Lectern.Core.Database;
using Lectern.Core.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Contexts;

/// <summary>A part of the university whose courses belong together: a Canvas account, a node of Blackboard's hierarchy. A tree, as far as an import tells parents.</summary>
public sealed class Department
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid PlatformId { get; init; }

    /// <summary>The platform's id of it, else its name.</summary>
    public required string Key { get; init; }

    public string? Name { get; set; }
    public Guid? ParentId { get; set; }

    /// <summary>What happens to videos in copies of its courses, where they have no rule of their own; null for the rule of its parent, or else the platform's.</summary>
    public CopyPolicy? CopyPolicy { get; set; }

    /// <summary>Whether IT wrote its name, which then stays whatever launches tell.</summary>
    public bool IsEdited { get; set; }
}

internal sealed class DepartmentConfiguration : IEntityTypeConfiguration<Department>
{
    public void Configure(EntityTypeBuilder<Department> builder)
    {
        builder.Property(d => d.Key).IsPlatformIdentifier();
        builder.Property(d => d.Name).HasMaxLength(255);
        builder.HasIndex(d => new { d.PlatformId, d.Key }).IsUnique();
        builder.HasOne<Platform>().WithMany().HasForeignKey(d => d.PlatformId);
        builder.HasOne<Department>().WithMany().HasForeignKey(d => d.ParentId);
    }
}
