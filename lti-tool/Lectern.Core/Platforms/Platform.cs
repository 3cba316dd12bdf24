using Lectern.Core.Copies;
using Lectern.Core.Mapping;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Platforms;

/// <summary>One LMS, as IT's invitation made it. An equal issuer never joins two platforms.</summary>
public sealed class Platform
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Name { get; set; }

    /// <summary>The product family the platform names, such as <c>moodle</c>; null until it said so.</summary>
    public string? ProductFamily { get; set; }

    public string? ProductVersion { get; set; }

    /// <summary>What happens to videos in a copy of a course, where neither the course nor its department has a rule of its own.</summary>
    public CopyPolicy CopyPolicy { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
    public List<Registration> Registrations { get; } = [];
    public List<FrameOrigin> FrameOrigins { get; } = [];
    public List<MappingChoice> MappingChoices { get; } = [];
}

internal sealed class PlatformConfiguration : IEntityTypeConfiguration<Platform>
{
    public void Configure(EntityTypeBuilder<Platform> builder)
    {
        builder.Property(p => p.Name).HasMaxLength(255);
        builder.Property(p => p.ProductFamily).HasMaxLength(100);
        builder.Property(p => p.ProductVersion).HasMaxLength(255);
    }
}
