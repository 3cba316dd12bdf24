namespace Lectern.Ffmpeg.Probing;

/// <summary>Why a file cannot be used. Each value has a sentence and a code: <see cref="MediaFaultText"/>.</summary>
public enum MediaFault
{
    /// <summary>The file has no bytes.</summary>
    Empty,

    /// <summary>It is no recording: a document, an archive, a playlist, or noise.</summary>
    NotMedia,

    /// <summary>A recording without picture and sound that can be decoded.</summary>
    NoPlayableStream,

    /// <summary>A recording that breaks off or whose content cannot be read.</summary>
    Damaged,

    /// <summary>Larger pictures, more streams or more memory than one file may take.</summary>
    TooLarge,

    /// <summary>Longer than a recording may be.</summary>
    TooLong,

    /// <summary>Working on it went over its limit of time.</summary>
    TookTooLong,
}
