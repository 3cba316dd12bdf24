using Lectern.Core.Capture.Rooms;
using Lectern.Core.Capture.Timetables;
using Lectern.Core.Contexts;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Capture.Bookings;

/// <summary>One time in which a room is recorded, and where the recording goes. A cancelled one stays: a recording may be of it.</summary>
public sealed class Booking
{
    public const int LongestTitle = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid RoomId { get; set; }
    public DateTimeOffset StartsAt { get; set; }
    public DateTimeOffset EndsAt { get; set; }
    public required string Title { get; set; }

    /// <summary>Whose collection the recording goes to; null while nobody said so.</summary>
    public Guid? CourseId { get; set; }

    /// <summary>For which sections of the course; none for the whole course.</summary>
    public List<BookingSection> Sections { get; } = [];

    /// <summary>Whose video it will be; null for the course's teacher.</summary>
    public Guid? OwnerId { get; set; }

    public PublishRule Publish { get; set; }

    /// <summary>For <see cref="PublishRule.AfterHours"/>.</summary>
    public int? PublishHours { get; set; }

    public Guid? SeriesId { get; init; }

    /// <summary>When the rule of its series, or of its timetable's event, has it begin, which names it there wherever it was moved to; null for a single one.</summary>
    public DateTimeOffset? RecurrenceId { get; set; }

    /// <summary>The timetable it comes from; null for what people booked.</summary>
    public Guid? TimetableId { get; set; }

    /// <summary>Names its event there, as a hash.</summary>
    public string? EventUid { get; set; }

    /// <summary>What its event says of its course; null where its course has to be found anew.</summary>
    public string? EventText { get; set; }

    /// <summary>What was booked already when the timetable named this time: it is not recorded while that stands.</summary>
    public Guid? ClashesWithId { get; set; }

    /// <summary>Whether somebody changed it by itself: what its series or timetable says changes it no more.</summary>
    public bool IsEdited { get; set; }

    /// <summary>Named by the form or program that asked, so that asking twice books once.</summary>
    public Guid? RequestId { get; init; }

    public DateTimeOffset BookedAt { get; init; }
    public DateTimeOffset? CancelledAt { get; set; }
    public Guid Version { get; set; } = Guid.CreateVersion7();

    public BookedTime Time => new(StartsAt, EndsAt);

    /// <summary>Whether it takes place no more.</summary>
    public bool IsOver(DateTimeOffset now) => EndsAt <= now || CancelledAt is not null;
}

/// <summary>A section that a booking's recording is for.</summary>
public sealed class BookingSection
{
    public Guid BookingId { get; init; }
    public Guid SectionId { get; init; }
}

internal sealed class BookingConfiguration : IEntityTypeConfiguration<Booking>
{
    public void Configure(EntityTypeBuilder<Booking> builder)
    {
        builder.Property(b => b.Title).HasMaxLength(Booking.LongestTitle);
        builder.Property(b => b.Version).IsConcurrencyToken();
        builder.HasIndex(b => new { b.RoomId, b.EndsAt });
        builder.HasIndex(b => b.RequestId);
        builder.HasIndex(b => new { b.SeriesId, b.RecurrenceId }).IsUnique();
        builder.Property(b => b.EventUid).IsOptionalHash();
        builder.Property(b => b.EventText).HasMaxLength(EventReader.LongestText);
        builder.HasIndex(b => new { b.TimetableId, b.EventUid, b.RecurrenceId });
        builder.HasOne<Timetable>().WithMany().HasForeignKey(b => b.TimetableId);
        builder.HasOne<Room>().WithMany().HasForeignKey(b => b.RoomId);
        builder.HasOne<Course>().WithMany().HasForeignKey(b => b.CourseId);
        builder.HasOne<Person>().WithMany().HasForeignKey(b => b.OwnerId);
        builder.HasOne<BookingSeries>().WithMany().HasForeignKey(b => b.SeriesId);
    }
}

internal sealed class BookingSectionConfiguration : IEntityTypeConfiguration<BookingSection>
{
    public void Configure(EntityTypeBuilder<BookingSection> builder)
    {
        builder.HasKey(s => new { s.BookingId, s.SectionId });
        builder.HasOne<Booking>().WithMany(b => b.Sections).HasForeignKey(s => s.BookingId);
        builder.HasOne<Section>().WithMany().HasForeignKey(s => s.SectionId);
    }
}
