using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Database;
using Lectern.Core.Videos;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Capture.Recordings;

/// <summary>What a room's device records from a start to an end, whatever breaks in between. Its id is the device's.</summary>
public sealed class Recording
{
    public Guid Id { get; init; }
    public Guid DeviceId { get; init; }
    public Device Device { get; init; } = null!;

    /// <summary>What it is of. An ad hoc one gets its booking when it is held whole; until then null.</summary>
    public Guid? BookingId { get; init; }

    public Booking? Booking { get; init; }

    /// <summary>Of an ad hoc one, if somebody gave it one.</summary>
    public string? Title { get; set; }

    /// <summary>By the device's clock.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>By the device's clock; null until its manifest came.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When all of it was held here, whole and durably: from then on its device may have forgotten it.</summary>
    public DateTimeOffset? VerifiedAt { get; set; }

    /// <summary>
    /// When IT ended it, because its machine was lost: a recording of its own was made of what of it was here, if there was anything. What that machine may bring after all is taken as ever.
    /// Of a box's, when it was ended because nobody said that all of it is here.
    /// </summary>
    public DateTimeOffset? GivenUpAt { get; set; }

    /// <summary>The recording that this is a piece of, whose machine was lost. It says nothing of what that one has, or another machine's.</summary>
    public Guid? PieceOfId { get; init; }

    /// <summary>What it became; null until it is verified and has a course.</summary>
    public Guid? VideoId { get; set; }

    /// <summary>For how long the spare microphone is heard in the joined video, because the main one was silent or gave nothing.</summary>
    public double SpareSoundSeconds { get; set; }

    /// <summary>When its lecturer was told where it is, or it was decided that nobody is.</summary>
    public DateTimeOffset? ToldAt { get; set; }

    public List<RecordingSource> Sources { get; } = [];
    public List<RecordingPart> Parts { get; } = [];
    public List<RecordingPause> Pauses { get; } = [];
}

/// <summary>A source of a recording.</summary>
public sealed class RecordingSource
{
    public Guid RecordingId { get; init; }
    public required string Name { get; init; }
    public SourceRole Role { get; init; }

    /// <summary>Of a box's, how long its one file is: it is known by that when it comes again, also after the file is gone. Null for an agent's.</summary>
    public long? Bytes { get; init; }
}

internal sealed class RecordingConfiguration : IEntityTypeConfiguration<Recording>
{
    public void Configure(EntityTypeBuilder<Recording> builder)
    {
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Title).HasMaxLength(500);
        builder.HasIndex(r => r.VideoId).IsUnique();
        builder.HasIndex(r => new { r.VerifiedAt, r.VideoId });
        builder.HasOne(r => r.Device).WithMany().HasForeignKey(r => r.DeviceId);
        builder.HasOne(r => r.Booking).WithMany().HasForeignKey(r => r.BookingId);
        builder.HasOne<Video>().WithOne().HasForeignKey<Recording>(r => r.VideoId);
    }
}

internal sealed class RecordingSourceConfiguration : IEntityTypeConfiguration<RecordingSource>
{
    public void Configure(EntityTypeBuilder<RecordingSource> builder)
    {
        builder.HasKey(s => new { s.RecordingId, s.Name });
        builder.Property(s => s.Name).IsOwnName(RoomSource.LongestName);
        builder.HasOne<Recording>().WithMany(r => r.Sources).HasForeignKey(s => s.RecordingId);
    }
}
