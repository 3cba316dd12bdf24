using Lectern.Core.Capture.Rooms;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Capture.Telling;

/// <summary>Who is told of alarms, and whether lecturers are told of their recordings. There is one row, or none before anybody said so.</summary>
public sealed class AlertSettings
{
    public const int TheOnly = 1;
    public const int MostAddresses = 10;

    public int Id { get; init; } = TheOnly;

    /// <summary>Mail addresses, one a line.</summary>
    public string MailTo { get; set; } = "";

    /// <summary>Where JSON is posted; null for nowhere.</summary>
    public string? HookUrl { get; set; }

    /// <summary>What its posts are signed with, sealed by the key file; null before one was made.</summary>
    public string? HookSecret { get; set; }

    /// <summary>Whether a lecturer is mailed where their recording is.</summary>
    public bool TellsLecturers { get; set; } = true;

    public IReadOnlyList<string> Addresses => AlertAddresses.Lines(MailTo);

    /// <summary>Who is mailed of a room's alarms.</summary>
    public IReadOnlyList<string> AddressesOf(Room room)
    {
        var own = AlertAddresses.Lines(room.AlertMailTo);
        return own.Count > 0 && room.AlertsGoThereAlone ? own : [.. Addresses.Concat(own).Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}

internal sealed class AlertSettingsConfiguration : IEntityTypeConfiguration<AlertSettings>
{
    public void Configure(EntityTypeBuilder<AlertSettings> builder)
    {
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.MailTo).HasMaxLength(AlertAddresses.Longest);
        builder.Property(a => a.HookUrl).IsOptionalAddress();
        builder.Property(a => a.HookSecret).IsOptionalAddress();
    }
}
