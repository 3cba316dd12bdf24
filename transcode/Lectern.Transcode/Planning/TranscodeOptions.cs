namespace Lectern.Transcode.Planning;

/// <summary>How renditions are made. The defaults cost about 0.6 of the processor time of a medium preset at its picture quality.</summary>
public sealed record TranscodeOptions
{
    /// <summary>Heights of the ladder (short side of the picture), largest first; default 1080, 720, 480, 360.</summary>
    public IReadOnlyList<int> Rungs { get; init; } = [1080, 720, 480, 360];

    /// <summary>Rungs made below a copied top rung; default 720 and 360. Each rung is a third of what is left to compute then.</summary>
    public IReadOnlyList<int> RungsBelowCopy { get; init; } = [720, 360];

    /// <summary>x264's constant quality, lower is better; default 20.</summary>
    public int Quality { get; init; } = 20;

    /// <summary>Length of a segment, and longest distance between key frames, in seconds; default 10: on slides the bytes go into key frames.</summary>
    public int SegmentSeconds { get; init; } = 10;

    /// <summary>Shortest segment of a copied rung in seconds; default 6. It ends at the source's next key frame.</summary>
    public int CopiedSegmentSeconds { get; init; } = 6;

    /// <summary>Frames a second at most; default 30. A source above it is halved: what is taught seldom moves faster, and each frame costs.</summary>
    public double MaxFrameRate { get; init; } = 30;

    /// <summary>Bits a second of stereo sound; default 96,000. Mono gets two thirds.</summary>
    public int AudioBitRate { get; init; } = 96_000;
}
