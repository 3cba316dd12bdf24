namespace Lectern.Transcode.Planning;

/// <summary>Why the source's own pictures cannot be played as they are.</summary>
public enum CopyRefusal
{
    /// <summary>The container's time stamps or packets cannot be taken over.</summary>
    Container,

    /// <summary>Not H.264 of a profile that browsers play.</summary>
    Codec,

    /// <summary>Not 8 bits with 4:2:0 colour.</summary>
    PixelFormat,

    /// <summary>Larger or faster than level 4.2.</summary>
    Level,

    /// <summary>Two fields a frame.</summary>
    Interlaced,

    /// <summary>The pictures lie on their side and need turning.</summary>
    Rotated,

    /// <summary>The frame rate varies.</summary>
    UnsteadyFrameRate,

    /// <summary>Picture and sound do not start together.</summary>
    StartsApart,

    /// <summary>More bits a second than students' networks carry.</summary>
    BitRate,

    /// <summary>Too long between points where playing can begin (seen in the result).</summary>
    FarKeyFrames,

    /// <summary>A key frame that is none: pictures after it use pictures before it (seen in the result).</summary>
    FalseKeyFrames,

    /// <summary>The encoded rungs were not cut where the copied one is (seen in the result).</summary>
    Misaligned,
}
