using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Capture.Timetables;

/// <summary>An address from which a room's bookings are read, as iCalendar (RFC 5545), and what came of the last readings.</summary>
public sealed class Timetable
{
    public const int LongestAddress = 2000;
    public const int LongestProperty = 64;
    public const int LongestPattern = 200;
    public const string UsualProperty = "SUMMARY";

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid RoomId { get; init; }

    /// <summary>May hold a secret, as private addresses of calendars do: shown to nobody again as a whole.</summary>
    public required string Address { get; set; }

    /// <summary>The property of an event that names its course, such as <c>SUMMARY</c> or <c>X-COURSE</c>.</summary>
    public string Property { get; set; } = UsualProperty;

    /// <summary>What in it is the course's code, as a regular expression; null for any word that is one.</summary>
    public string? Pattern { get; set; }

    /// <summary>What becomes of its recordings.</summary>
    public PublishRule Publish { get; set; }

    public int? PublishHours { get; set; }

    /// <summary>Not to be read before. Whoever reads it moves this on first, so that of several servers one does.</summary>
    public DateTimeOffset NextAt { get; set; }

    /// <summary>When it last answered well, and what it sent along to be asked whether it changed; null where all of it has to be read again.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>When all of it was last read and not only found unchanged.</summary>
    public DateTimeOffset? WholeAt { get; set; }

    public string? ETag { get; set; }
    public string? Modified { get; set; }

    /// <summary>Why the last reading brought nothing; the bookings of the last good one stay.</summary>
    public TimetableFault? Fault { get; set; }

    public string? FaultDetail { get; set; }
    public DateTimeOffset? FaultSince { get; set; }

    /// <summary>Since when so much is missing from it that it isn't believed yet.</summary>
    public DateTimeOffset? DoubtSince { get; set; }

    /// <summary>How many bookings would be cancelled if it is right.</summary>
    public int Missing { get; set; }

    /// <summary>Of the last good one: times still to come, all-day events, and events that can't be booked.</summary>
    public int Events { get; set; }

    public int AllDay { get; set; }
    public int Unreadable { get; set; }
    public DateTimeOffset AddedAt { get; init; }

    /// <summary>The server it comes from: all of the address that may be shown.</summary>
    public string Host => Uri.TryCreate(Address, UriKind.Absolute, out var uri) ? uri.IdnHost : "?";
}

internal sealed class TimetableConfiguration : IEntityTypeConfiguration<Timetable>
{
    public void Configure(EntityTypeBuilder<Timetable> builder)
    {
        builder.Property(t => t.Address).HasMaxLength(Timetable.LongestAddress);
        builder.Property(t => t.Property).HasMaxLength(Timetable.LongestProperty);
        builder.Property(t => t.Pattern).HasMaxLength(Timetable.LongestPattern);
        builder.Property(t => t.ETag).HasMaxLength(TimetableAnswer.LongestTag);
        builder.Property(t => t.Modified).HasMaxLength(TimetableAnswer.LongestTag);
        builder.Property(t => t.FaultDetail).HasMaxLength(200);
        builder.HasIndex(t => t.RoomId);
        builder.HasIndex(t => t.NextAt);
        builder.HasOne<Room>().WithMany().HasForeignKey(t => t.RoomId);
    }
}
