namespace Lectern.Transcode;

/// <summary>A finished and checked result. All paths are relative to the output folder and use <c>/</c>.</summary>
public sealed record Transcoded
{
    /// <summary>The file a player opens.</summary>
    public const string MultivariantPlaylist = "multivariant.m3u8";

    /// <summary>Every file that belongs to it.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Its pictures, largest first; none for sound alone.</summary>
    public required IReadOnlyList<Rendition> Videos { get; init; }

    /// <summary>Its sound, where there is any.</summary>
    public Rendition? Audio { get; init; }

    /// <summary>How long it lasts.</summary>
    public required TimeSpan Duration { get; init; }
}
