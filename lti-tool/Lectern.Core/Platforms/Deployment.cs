using Lectern.Core.Database;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Platforms;

/// <summary>One place where a registration is installed on its platform.</summary>
public sealed class Deployment
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid RegistrationId { get; init; }
    public required string DeploymentId { get; init; }
    public DeploymentStatus Status { get; set; }
    public DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>Where the platform sends its notices, as it last agreed to; null while it does not.</summary>
    public string? NoticeHandler { get; set; }
}

internal sealed class DeploymentConfiguration : IEntityTypeConfiguration<Deployment>
{
    public void Configure(EntityTypeBuilder<Deployment> builder)
    {
        builder.Property(d => d.DeploymentId).IsPlatformIdentifier();
        builder.Property(d => d.NoticeHandler).IsOptionalAddress();
        builder.HasIndex(d => new { d.RegistrationId, d.DeploymentId }).IsUnique();
        builder.HasOne<Registration>().WithMany().HasForeignKey(d => d.RegistrationId);
    }
}
