using Lectern.Contracts.Devices;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Capture.Rooms;

/// <summary>One track of a room's recordings, as its device is told to read it.</summary>
public sealed class RoomSource
{
    public const int LongestName = 32;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid RoomId { get; init; }

    /// <summary>Small letters, digits and hyphens: it stands in files and addresses.</summary>
    public required string Name { get; init; }

    /// <summary>Its place among the room's sources.</summary>
    public int Place { get; set; }

    public SourceRole Role { get; set; }

    /// <summary>Which of the agent's profiles reads it.</summary>
    public required string Profile { get; set; }

    /// <summary>Which display, path, name or address; null for the profile's default.</summary>
    public string? Device { get; set; }

    public int Width { get; set; } = 1920;
    public int Height { get; set; } = 1080;
    public int FrameRate { get; set; } = 30;

    /// <summary>Pictures have a size and are looked at; sounds have a level.</summary>
    public bool IsPicture => Role is SourceRole.Slides or SourceRole.Presenter;

    public static bool IsName(string? name) =>
        name is { Length: > 0 and <= LongestName } && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
}

internal sealed class RoomSourceConfiguration : IEntityTypeConfiguration<RoomSource>
{
    public void Configure(EntityTypeBuilder<RoomSource> builder)
    {
        builder.Property(s => s.Name).IsOwnName(RoomSource.LongestName);
        builder.Property(s => s.Profile).IsOwnName(64);
        builder.Property(s => s.Device).HasMaxLength(500);
        builder.HasIndex(s => new { s.RoomId, s.Name }).IsUnique();
        builder.HasOne<Room>().WithMany(r => r.Sources).HasForeignKey(s => s.RoomId);
    }
}
