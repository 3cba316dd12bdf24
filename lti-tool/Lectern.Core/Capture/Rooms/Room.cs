using System.Globalization;
using Lectern.Core.Capture.Telling;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Capture.Rooms;

/// <summary>Where lectures are recorded. Bookings and the button's secret belong to it and not to the machine that stands there now.</summary>
public sealed class Room
{
    public const int LongestName = 100;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Name { get; set; }

    /// <summary>In which building, or empty. Two rooms of one name are told apart by it.</summary>
    public string Building { get; set; } = "";

    /// <summary>In which its times are written and series go on; an IANA name such as <c>Europe/Vienna</c>.</summary>
    public required string TimeZone { get; set; }

    /// <summary>Of the secret in the address for its buttons and panels; null while it has none.</summary>
    public string? ButtonHash { get; set; }

    /// <summary>Goes up with every change of what is booked or of who records; whoever books takes the room's lock by raising it.</summary>
    public long ScheduleVersion { get; set; } = 1;

    /// <summary>Goes up with every change of its sources and limits.</summary>
    public long SettingsVersion { get; set; } = 1;

    /// <summary>Most bytes a second that uploads may take; null for as many as there are.</summary>
    public long? BytesPerSecond { get; set; }

    /// <summary>Whether pictures of what the sources see are sent and kept for a day.</summary>
    public bool SendsPictures { get; set; } = true;

    /// <summary>Mail addresses, one a line, that are told of its alarms beside those of all rooms.</summary>
    public string AlertMailTo { get; set; } = "";

    /// <summary>Whether those are told alone.</summary>
    public bool AlertsGoThereAlone { get; set; }

    /// <summary>Until when its device tells every second, because somebody looks.</summary>
    public DateTimeOffset? WatchedUntil { get; set; }

    public DateTimeOffset AddedAt { get; init; }

    /// <summary>Since when it is gone; null while it stands. Nobody finds one that is gone unless by <see cref="RoomQueries.WithRemoved"/>.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    /// <summary>Who may book it from a course.</summary>
    public RoomBookers BookableBy { get; set; }

    /// <summary>For <see cref="RoomBookers.SomePlatforms"/>.</summary>
    public List<RoomBooker> Bookers { get; } = [];

    public List<RoomSource> Sources { get; } = [];

    /// <summary>Both versions as devices know them: a machine that moves to another room mistakes none for the one it had.</summary>
    public string ScheduleTag => TagOf(ScheduleVersion);
    public string SettingsTag => TagOf(SettingsVersion);

    private string TagOf(long version) => string.Create(CultureInfo.InvariantCulture, $"{version}-{Id:n}");
}

internal sealed class RoomConfiguration : IEntityTypeConfiguration<Room>
{
    public void Configure(EntityTypeBuilder<Room> builder)
    {
        builder.Property(r => r.Name).HasMaxLength(Room.LongestName);
        builder.Property(r => r.Building).HasMaxLength(Room.LongestName);
        builder.Property(r => r.TimeZone).IsOwnName(64);
        builder.Property(r => r.ButtonHash).IsOptionalHash();
        builder.Property(r => r.AlertMailTo).HasMaxLength(AlertAddresses.Longest);
        builder.HasQueryFilter(r => r.RemovedAt == null);

        // The name of one that is gone is free.
        builder.HasIndex(r => new { r.Building, r.Name }).IsUnique().HasFilter("\"RemovedAt\" IS NULL");
    }
}
