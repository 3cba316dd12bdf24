namespace Lectern.TestSupport.Clips;

/// <summary>A recipe for a small media file: what ffmpeg is told, and how the file's name ends.</summary>
/// <param name="Extension">With its dot.</param>
/// <param name="Arguments">All arguments but the output file.</param>
public sealed record Clip(string Extension, params string[] Arguments)
{
    /// <summary>A clip that is its first input.</summary>
    public Clip? From { get; init; }
}
