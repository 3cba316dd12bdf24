using Lectern.Ffmpeg.Probing;

namespace Lectern.Transcode;

/// <summary>One stream in its segments, measured after it was made.</summary>
public sealed record Rendition
{
    /// <summary>Its folder: <c>1080</c>, <c>720</c>, …, or <c>audio</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Width in pixels; 0 for sound.</summary>
    public int Width { get; init; }

    /// <summary>Height in pixels; 0 for sound.</summary>
    public int Height { get; init; }

    /// <summary>Frames a second; <see langword="null"/> for sound.</summary>
    public Rational? FrameRate { get; init; }

    /// <summary>Its codec as RFC 6381 writes it, such as <c>avc1.640028</c>.</summary>
    public required string Codecs { get; init; }

    /// <summary>Bytes of its segments and its initialisation segment.</summary>
    public required long Bytes { get; init; }

    /// <summary>Bits a second of its largest stretch.</summary>
    public required long PeakBandwidth { get; init; }

    /// <summary>Bits a second over all.</summary>
    public required long AverageBandwidth { get; init; }

    /// <summary>How long it lasts.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Whether it is the source's own stream.</summary>
    public bool IsCopy { get; init; }

    /// <summary>Channels; 0 for pictures.</summary>
    public int Channels { get; init; }

    /// <summary>Its media playlist, relative to the output folder.</summary>
    public string Playlist => $"{Name}/index.m3u8";
}
