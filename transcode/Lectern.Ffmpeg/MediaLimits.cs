namespace Lectern.Ffmpeg;

/// <summary>What one file may cost, handed to ffmpeg before it opens the file.</summary>
/// <param name="MaxPixels">Largest picture decoded.</param>
/// <param name="MaxStreams">Most streams.</param>
public sealed record MediaLimits(int MaxPixels, int MaxStreams);
