using Lectern.Core.Contexts;
using Lectern.Core.Database;
using Lectern.Core.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.LaunchLog;

/// <summary>One attempt to launch, accepted or refused, as IT reads it. Names of people are masked before they come here.</summary>
public sealed class LaunchRecord
{
    internal const int LongestCourse = 255;
    internal const int LongestMessage = 64;
    internal const int LongestDetail = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public DateTimeOffset At { get; init; }

    /// <summary>Null where nobody can tell which platform it was.</summary>
    public Guid? PlatformId { get; init; }

    public Guid? RegistrationId { get; init; }

    /// <summary>The launch that was accepted. It may be forgotten sooner than this row.</summary>
    public Guid? LaunchId { get; init; }

    public string? MessageType { get; init; }
    public string? DeploymentId { get; init; }

    /// <summary>The course's title, or its short name.</summary>
    public string? Course { get; init; }

    /// <summary>What the launch's roles gave; null where it was refused.</summary>
    public CourseRole? Role { get; init; }

    public SignInWay? Way { get; init; }

    /// <summary>The refusal's code; null for an accepted launch.</summary>
    public string? Code { get; init; }

    /// <summary>What the refusal's page showed, so that one person's attempt can be found.</summary>
    public string? Reference { get; init; }

    /// <summary>The check that refused.</summary>
    public string? FailedCheck { get; init; }

    /// <summary>That check's place, beginning with 1.</summary>
    public int? CheckNumber { get; init; }

    public int? CheckCount { get; init; }
    public string? Detail { get; init; }

    /// <summary>True when the platform's signature held, so that what the row says is the platform's word.</summary>
    public bool IsVerified { get; init; }

    /// <summary>Seconds between the platform's clock, when it signed, and ours, when the launch came.</summary>
    public int? SecondsSinceIssued { get; init; }

    /// <summary>How many attempts of the same kind this row stands for.</summary>
    public int Times { get; set; } = 1;

    /// <summary>The claims as JSON, masked; null where the signature was not verified.</summary>
    public string? Claims { get; init; }
}

internal sealed class LaunchRecordConfiguration : IEntityTypeConfiguration<LaunchRecord>
{
    public void Configure(EntityTypeBuilder<LaunchRecord> builder)
    {
        builder.ToTable("LaunchLog");
        builder.Property(r => r.MessageType).HasMaxLength(LaunchRecord.LongestMessage);
        builder.Property(r => r.DeploymentId).IsOptionalPlatformIdentifier();
        builder.Property(r => r.Course).HasMaxLength(LaunchRecord.LongestCourse);
        builder.Property(r => r.Code).IsOptionalOwnName(16);
        builder.Property(r => r.Reference).IsOptionalOwnName(16);
        builder.Property(r => r.FailedCheck).IsOptionalOwnName(64);
        builder.Property(r => r.Detail).HasMaxLength(LaunchRecord.LongestDetail);
        builder.Property(r => r.Claims).HasMaxLength(MaskedClaims.Longest);
        builder.HasIndex(r => r.At);
        builder.HasIndex(r => new { r.PlatformId, r.At });
        builder.HasIndex(r => r.Reference);
        builder.HasOne<Platform>().WithMany().HasForeignKey(r => r.PlatformId);
    }
}
