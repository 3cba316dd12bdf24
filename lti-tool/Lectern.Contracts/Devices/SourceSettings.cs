namespace Lectern.Contracts.Devices;

/// <summary>One track of a room's recordings.</summary>
public sealed record SourceSettings
{
    /// <summary>Its name in files and addresses: small letters, digits and hyphens, at most 32.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public required SourceRole Role { get; init; }

    /// <summary>How it is read: the name of one of the agent's profiles, such as <c>x11</c>, <c>v4l2</c>, <c>rtsp</c>, <c>pulse</c> or <c>test</c>.</summary>
    public required string Profile { get; init; }

    /// <summary>Which device: a display, a path, a name or an address, as the profile says; null for the profile's default.</summary>
    public string? Device { get; init; }

    /// <summary>Pixels; pictures only.</summary>
    public int Width { get; set; } = 1920;

    /// <summary>Pixels; pictures only.</summary>
    public int Height { get; set; } = 1080;

    /// <summary>Pictures a second.</summary>
    public int FrameRate { get; set; } = 30;
}
