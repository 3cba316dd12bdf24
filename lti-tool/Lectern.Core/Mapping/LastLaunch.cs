using Lectern.Core.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Mapping;

/// <summary>What a platform's last launch said where keys are read from, so that whoever chooses sees what they get. Nothing of the person is in it.</summary>
public sealed class LastLaunch
{
    public Guid PlatformId { get; init; }
    public DateTimeOffset At { get; set; }

    /// <summary><see cref="ToldValues"/> as JSON.</summary>
    public required string Told { get; set; }
}

internal sealed class LastLaunchConfiguration : IEntityTypeConfiguration<LastLaunch>
{
    public void Configure(EntityTypeBuilder<LastLaunch> builder)
    {
        builder.HasKey(l => l.PlatformId);
        builder.Property(l => l.Told).HasMaxLength(60_000);
        builder.HasOne<Platform>().WithOne().HasForeignKey<LastLaunch>(l => l.PlatformId);
    }
}
