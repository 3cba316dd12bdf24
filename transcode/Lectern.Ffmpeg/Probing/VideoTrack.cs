namespace Lectern.Ffmpeg.Probing;

/// <summary>A video stream as ffprobe describes it. Cover art is not one.</summary>
public sealed record VideoTrack
{
    /// <summary>Number of the stream in the file.</summary>
    public required int Index { get; init; }

    /// <summary>ffmpeg's name of the codec, such as <c>h264</c>; <c>unknown</c> when it has none.</summary>
    public required string Codec { get; init; }

    /// <summary>Profile as ffmpeg names it, such as <c>High</c>.</summary>
    public string? Profile { get; init; }

    /// <summary>Level as the codec counts it (H.264: 41 is 4.1).</summary>
    public int? Level { get; init; }

    /// <summary>ffmpeg's pixel format, such as <c>yuv420p</c>.</summary>
    public string? PixelFormat { get; init; }

    /// <summary>Stored width in pixels, before rotation.</summary>
    public required int Width { get; init; }

    /// <summary>Stored height in pixels, before rotation.</summary>
    public required int Height { get; init; }

    /// <summary>Clockwise quarter turns to show it upright, in degrees: 0, 90, 180 or 270.</summary>
    public int Rotation { get; init; }

    /// <summary>Shape of a stored pixel; 1/1 when square or unsaid.</summary>
    public Rational PixelShape { get; init; } = new(1, 1);

    /// <summary>Frames a second over the whole stream.</summary>
    public Rational? AverageFrameRate { get; init; }

    /// <summary>The lowest rate that hits every frame's time; well above the average when the rate varies.</summary>
    public Rational? RealFrameRate { get; init; }

    /// <summary>Bits a second, where the container tells.</summary>
    public long? BitRate { get; init; }

    /// <summary>Order of the fields as ffmpeg names it; <c>progressive</c> or unsaid when there are none.</summary>
    public string? FieldOrder { get; init; }

    /// <summary>Transfer characteristics, such as <c>bt709</c>, <c>smpte2084</c> or <c>arib-std-b67</c>.</summary>
    public string? ColorTransfer { get; init; }

    /// <summary>When its first frame is shown.</summary>
    public TimeSpan? StartTime { get; init; }

    /// <summary>How long it lasts, where the container tells.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Whether the file names it the one to show.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Whether it comes in two fields a frame.</summary>
    public bool IsInterlaced => FieldOrder is "tt" or "bb" or "tb" or "bt";

    /// <summary>Whether it needs tone mapping to be shown on an ordinary screen.</summary>
    public bool IsHighDynamicRange => ColorTransfer is "smpte2084" or "arib-std-b67";

    /// <summary>Width as shown: after rotation, with square pixels.</summary>
    public int DisplayWidth => IsOnItsSide ? Height : SquareWidth;

    /// <summary>Height as shown: after rotation, with square pixels.</summary>
    public int DisplayHeight => IsOnItsSide ? SquareWidth : Height;

    private bool IsOnItsSide => Rotation is 90 or 270;

    private int SquareWidth => (int)Math.Round(Width * PixelShape.Value);
}
