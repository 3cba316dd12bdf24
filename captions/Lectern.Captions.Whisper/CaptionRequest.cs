namespace Lectern.Captions.Whisper;

/// <summary>What to caption, and how.</summary>
/// <param name="Input">A media file ffmpeg reads.</param>
/// <param name="Output">Where the WebVTT file goes; its folder must exist, and has room for 115 MB of sound an hour.</param>
public sealed record CaptionRequest(string Input, string Output)
{
    /// <summary>ISO 639-1 code of the language spoken; null (default) to find it.</summary>
    public string? Language { get; init; }

    /// <summary>A Whisper model in ggml form; null (default) for the one that ships.</summary>
    public string? ModelPath { get; init; }

    /// <summary>Threads to compute on; null (default) for the machine's physical cores, at most 8.</summary>
    public int? Threads { get; init; }
}
