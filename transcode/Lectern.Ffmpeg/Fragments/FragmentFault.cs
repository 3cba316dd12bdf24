namespace Lectern.Ffmpeg.Fragments;

/// <summary>Why a stream is no fragmented MP4 that can be cut.</summary>
public enum FragmentFault
{
    /// <summary>These bytes are no boxes, or a box that tells of the media does not hold together.</summary>
    Damaged,

    /// <summary>A box is larger than the reader may hold.</summary>
    TooLarge,

    /// <summary>The boxes are whole but not in the order of a head and fragments after it.</summary>
    OutOfOrder,

    /// <summary>A fragment's addresses count from the file's start, so that it could not be moved (<c>default_base_moof</c> is missing).</summary>
    NotSelfContained,
}
