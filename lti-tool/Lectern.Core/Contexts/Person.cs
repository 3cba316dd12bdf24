using Lectern.Core.Database;
using Lectern.Core.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Contexts;

/// <summary>Somebody a platform vouched for. Known by (platform, subject), never by e-mail.</summary>
public sealed class Person
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid PlatformId { get; init; }
    public required string Subject { get; init; }

    /// <summary>As the platform last sent it; null where it sends no names.</summary>
    public string? Name { get; set; }

    public string? Email { get; set; }
    public DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>When their personal data was taken away on request. Only a launch of their own brings any back.</summary>
    public DateTimeOffset? ErasedAt { get; set; }
}

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.Property(p => p.Subject).IsPlatformIdentifier();
        builder.Property(p => p.Name).HasMaxLength(255);
        builder.Property(p => p.Email).HasMaxLength(320);
        builder.HasIndex(p => new { p.PlatformId, p.Subject }).IsUnique();
        builder.HasOne<Platform>().WithMany().HasForeignKey(p => p.PlatformId);
    }
}
