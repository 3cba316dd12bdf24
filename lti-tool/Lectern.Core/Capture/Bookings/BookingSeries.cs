using Lectern.Core.Capture.Rooms;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Capture.Bookings;

/// <summary>Times that follow a rule. Each of them is a <see cref="Booking"/> of its own, made when the series was saved.</summary>
public sealed class BookingSeries
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid RoomId { get; init; }

    /// <summary>As iCalendar writes it (RFC 5545 §3.3.10), without its name: <c>FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=…</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>By whose clock it goes on through the year.</summary>
    public required string TimeZone { get; init; }

    public Guid? RequestId { get; init; }
    public DateTimeOffset BookedAt { get; init; }
}

internal sealed class BookingSeriesConfiguration : IEntityTypeConfiguration<BookingSeries>
{
    public void Configure(EntityTypeBuilder<BookingSeries> builder)
    {
        builder.Property(s => s.Rule).IsOwnName(500);
        builder.Property(s => s.TimeZone).IsOwnName(64);
        builder.HasIndex(s => s.RequestId);
        builder.HasOne<Room>().WithMany().HasForeignKey(s => s.RoomId);
    }
}
