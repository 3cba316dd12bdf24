using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Database;
using Lectern.Core.Platforms;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Launches;

/// <summary>One verified launch and the rights it gives. Everything behind it is checked against this row.</summary>
public sealed class Launch
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid PlatformId { get; init; }
    public Guid RegistrationId { get; init; }
    public required string DeploymentId { get; init; }
    public Guid PersonId { get; init; }
    public Person Person { get; init; } = null!;
    public Guid? CourseId { get; init; }
    public Course? Course { get; init; }
    public Guid? CollectionId { get; init; }
    public Collection? Collection { get; init; }
    public Guid? ResourceLinkId { get; init; }

    /// <summary>The video that the launched link's ticket names; still to be checked against the rights.</summary>
    public Guid? VideoId { get; init; }

    /// <summary>Where playing begins, as the link was made; seconds.</summary>
    public int StartSeconds { get; init; }

    /// <summary>The graded link whose work a review is to show; null where it is none of the course's.</summary>
    public Guid? ReviewLinkId { get; init; }

    /// <summary>Whose work a review is to show; null where they are none of the course's.</summary>
    public Guid? ReviewPersonId { get; init; }

    public LaunchKind Kind { get; init; }
    public CourseRole Role { get; init; }

    /// <summary>Nobody is really there: a test student, or an administrator acting as this person. What they watch is not counted.</summary>
    public bool IsTraceless { get; init; }

    /// <summary>Whether the platform was asked for the person's sections and gave no answer: what is for single sections then stays closed.</summary>
    public bool SectionsUnknown { get; init; }

    public bool IsPlatformAdministrator { get; init; }

    /// <summary>Whose data a data privacy launch is about, by the platform's id; null for everybody's, and in other launches.</summary>
    public string? AboutSubject { get; init; }

    /// <summary>The person's language as the LMS names it: what the pages of this launch speak, where we can.</summary>
    public string? Locale { get; init; }

    /// <summary>What the answer to a deep linking request needs to know, as JSON; null for other launches.</summary>
    public string? DeepLinkingFacts { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Hash of the single-use code in the address the browser was sent to.</summary>
    public required string CodeHash { get; init; }

    public DateTimeOffset CodeExpiresAt { get; init; }
    public DateTimeOffset? CodeUsedAt { get; set; }

    /// <summary>
    /// Hash of the cookie that the exchanging browser must show besides the code, so that a code carried to another browser
    /// signs nobody in.
    /// </summary>
    public required string BindingHash { get; init; }

    /// <summary>Hash of the proof that the frame which opened this sign-in in a window of its own shows instead of the cookie.</summary>
    public string? ChannelHash { get; init; }
}

public enum LaunchKind
{
    ResourceLink,
    DeepLinking,

    /// <summary>A grader opens what somebody watched.</summary>
    Review,

    /// <summary>An administrator of the LMS looks after people's data.</summary>
    DataPrivacy,
}

internal sealed class LaunchConfiguration : IEntityTypeConfiguration<Launch>
{
    public void Configure(EntityTypeBuilder<Launch> builder)
    {
        builder.Property(l => l.DeploymentId).IsPlatformIdentifier();
        // What a token of the greatest length can hold, with every letter of it escaped.
        builder.Property(l => l.DeepLinkingFacts).HasMaxLength(6 * LaunchValidator.LongestToken);
        builder.Property(l => l.Locale).HasMaxLength(35);
        builder.Property(l => l.AboutSubject).IsOptionalPlatformIdentifier();
        builder.Property(l => l.CodeHash).IsHash();
        builder.Property(l => l.BindingHash).IsHash();
        builder.Property(l => l.ChannelHash).IsOptionalHash();
        builder.HasIndex(l => l.CreatedAt);
        builder.HasOne<Platform>().WithMany().HasForeignKey(l => l.PlatformId);
        builder.HasOne<Registration>().WithMany().HasForeignKey(l => l.RegistrationId);
        builder.HasOne(l => l.Person).WithMany().HasForeignKey(l => l.PersonId);
        builder.HasOne(l => l.Course).WithMany().HasForeignKey(l => l.CourseId);
        builder.HasOne(l => l.Collection).WithMany().HasForeignKey(l => l.CollectionId);
    }
}
