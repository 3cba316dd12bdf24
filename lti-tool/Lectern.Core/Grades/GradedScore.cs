using Lectern.Core.Contexts;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Grades;

/// <summary>What one person's watching of a graded link comes to, and what the platform was told of it. The queued row is the promise to tell it.</summary>
public sealed class GradedScore
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid LinkId { get; init; }
    public GradedLink Link { get; init; } = null!;
    public Guid PersonId { get; init; }
    public Person Person { get; init; } = null!;
    public ScoreState State { get; set; }

    /// <summary>The part of the points they earned, 0 to 1; null while they are still at it.</summary>
    public double? Wanted { get; set; }

    /// <summary>The part of the points that the platform took last; null for none.</summary>
    public double? Sent { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    /// <summary>The part of the points that the platform had when it differed; null for none.</summary>
    public double? InLms { get; set; }

    /// <summary>A teacher saw <see cref="InLms"/> and said that ours may replace it.</summary>
    public bool MayReplace { get; set; }

    /// <summary>When they had watched enough: the moment they handed in.</summary>
    public DateTimeOffset? EarnedAt { get; set; }

    /// <summary>Of the last score that may have gone out. The next is later, also after a kill.</summary>
    public DateTimeOffset? StampedAt { get; set; }

    public int Attempts { get; set; }

    /// <summary>Not before; while it is being sent, the end of the sender's time.</summary>
    public DateTimeOffset NextAt { get; set; }

    /// <summary>The refusal's code, where the platform refused or is waited for.</summary>
    public string? Code { get; set; }

    public Guid Version { get; set; } = Guid.CreateVersion7();
}

public enum ScoreState
{
    /// <summary>To be sent.</summary>
    Queued,

    /// <summary>The platform has it, or there is nothing to tell.</summary>
    Settled,

    /// <summary>The platform has another grade than we sent: a teacher decides.</summary>
    Differs,

    /// <summary>A teacher decided for the platform's grade.</summary>
    Kept,

    /// <summary>The platform doesn't take it until somebody mends something.</summary>
    Refused,
}

internal sealed class GradedScoreConfiguration : IEntityTypeConfiguration<GradedScore>
{
    public void Configure(EntityTypeBuilder<GradedScore> builder)
    {
        builder.Property(s => s.Code).IsOptionalOwnName(20);
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.HasIndex(s => new { s.LinkId, s.PersonId }).IsUnique();
        builder.HasIndex(s => new { s.State, s.NextAt });
        builder.HasOne(s => s.Link).WithMany().HasForeignKey(s => s.LinkId);
        builder.HasOne(s => s.Person).WithMany().HasForeignKey(s => s.PersonId);
    }
}
