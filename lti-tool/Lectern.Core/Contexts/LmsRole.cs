using Lectern.Core.Database;
using Lectern.Core.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Contexts;

/// <summary>A role that a platform's launches named, and what its operator made of it.</summary>
public sealed class LmsRole
{
    /// <summary>The longest value that is kept.</summary>
    public const int LongestValue = 255;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid PlatformId { get; init; }
    public LmsRoleKind Kind { get; init; }

    /// <summary>As the platform sends it.</summary>
    public required string Value { get; init; }

    /// <summary>What it is here; null for what <see cref="RoleTable"/> makes of it by itself.</summary>
    public CourseRole? Role { get; set; }

    public DateTimeOffset FirstSeenAt { get; init; }
}

public enum LmsRoleKind
{
    /// <summary>A value of the roles claim.</summary>
    Role,

    /// <summary>The platform's own name of the person's role, which Canvas tells by <c>$Canvas.membership.roles</c>.</summary>
    Name,
}

internal sealed class LmsRoleConfiguration : IEntityTypeConfiguration<LmsRole>
{
    public void Configure(EntityTypeBuilder<LmsRole> builder)
    {
        builder.Property(r => r.Value).HasMaxLength(LmsRole.LongestValue).HasAnnotation(PropertyBuilderExtensions.OrdinalAnnotation, true);
        builder.HasIndex(r => new { r.PlatformId, r.Kind, r.Value }).IsUnique();
        builder.HasOne<Platform>().WithMany().HasForeignKey(r => r.PlatformId);
    }
}
