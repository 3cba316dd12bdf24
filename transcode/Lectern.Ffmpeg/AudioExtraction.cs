namespace Lectern.Ffmpeg;

/// <summary>What became of the sound of a file.</summary>
public enum AudioExtraction
{
    /// <summary>It is where it was to go.</summary>
    Extracted,

    /// <summary>The file has no audio stream that can be decoded.</summary>
    NoAudio,

    /// <summary>The audio stream cannot be read, or not within its limits.</summary>
    Unreadable,
}
