using Lectern.Core.Capture.Rooms;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Capture.Alarms;

/// <summary>An alarm of a room. There is one row for each kind, source and booking, which is opened, ended, and opened again: opening it twice changes nothing.</summary>
public sealed class KeptAlarm
{
    /// <summary>What comes back within this time is the same alarm: it keeps its beginning, who was told and who looks after it.</summary>
    public static readonly TimeSpan SameWithin = TimeSpan.FromMinutes(30);

    public const int LongestName = 100;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid RoomId { get; init; }
    public RoomAlarmKind Kind { get; init; }

    /// <summary>Which source; empty when it is the machine or the room.</summary>
    public string Source { get; init; } = "";

    /// <summary>Which booking; empty when it is of none. What is wrong for one says nothing of the next one's.</summary>
    public Guid BookingId { get; init; }

    public DateTimeOffset Since { get; set; }

    /// <summary>When it ended; null while it is open.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>How often it began, returns of the same one not counted.</summary>
    public int Times { get; set; } = 1;

    /// <summary>When people were told of it.</summary>
    public DateTimeOffset? ToldAt { get; set; }

    /// <summary>When people who were told of it were told that it ended.</summary>
    public DateTimeOffset? EndToldAt { get; set; }

    public DateTimeOffset? AcknowledgedAt { get; set; }

    /// <summary>Who looks after it.</summary>
    public string? AcknowledgedBy { get; set; }
}

internal sealed class KeptAlarmConfiguration : IEntityTypeConfiguration<KeptAlarm>
{
    public void Configure(EntityTypeBuilder<KeptAlarm> builder)
    {
        builder.Property(a => a.Source).IsOwnName(RoomSource.LongestName);
        builder.Property(a => a.AcknowledgedBy).HasMaxLength(KeptAlarm.LongestName);
        builder.HasIndex(a => new { a.RoomId, a.Kind, a.Source, a.BookingId }).IsUnique();
        builder.HasIndex(a => a.Until);
        builder.HasOne<Room>().WithMany().HasForeignKey(a => a.RoomId);
    }
}
