using Lectern.Core.Contexts;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Capture.Telling;

/// <summary>
/// Something that people, or a program, are told: written in the transaction of what it tells of, and sent until somebody took it. Its id goes along, so that
/// who gets it twice can see that.
/// </summary>
public sealed class OutgoingMessage
{
    public const int LongestSubject = 500;
    public const int LongestBody = 4000;
    public const int LongestProblem = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public MessageWay Way { get; init; }

    /// <summary>A mail address, or where it is posted.</summary>
    public required string To { get; init; }

    /// <summary>Of a mail.</summary>
    public string Subject { get; init; } = "";

    /// <summary>A mail's text, or JSON.</summary>
    public required string Body { get; init; }

    /// <summary>Whose address it is; null for one of the institution's.</summary>
    public Guid? PersonId { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    /// <summary>When it is sent next.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    /// <summary>Why it was not taken the last time.</summary>
    public string? Problem { get; set; }
}

public enum MessageWay
{
    Mail,
    Hook,
}

internal sealed class OutgoingMessageConfiguration : IEntityTypeConfiguration<OutgoingMessage>
{
    public void Configure(EntityTypeBuilder<OutgoingMessage> builder)
    {
        builder.Property(m => m.To).IsAddress();
        builder.Property(m => m.Subject).HasMaxLength(OutgoingMessage.LongestSubject);
        builder.Property(m => m.Body).HasMaxLength(OutgoingMessage.LongestBody);
        builder.Property(m => m.Problem).HasMaxLength(OutgoingMessage.LongestProblem);
        builder.HasIndex(m => new { m.SentAt, m.DueAt });
        builder.HasIndex(m => m.PersonId);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId);
    }
}
