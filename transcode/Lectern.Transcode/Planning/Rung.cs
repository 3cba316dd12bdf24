namespace Lectern.Transcode.Planning;

/// <summary>One step of the ladder.</summary>
/// <param name="Name">Its folder: the length of the picture's short side, such as <c>720</c>.</param>
/// <param name="Width">Width in pixels, even.</param>
/// <param name="Height">Height in pixels, even.</param>
/// <param name="MaxBitRate">Bits a second it may reach.</param>
/// <param name="IsCopy">Whether the source's own pictures are used.</param>
public sealed record Rung(string Name, int Width, int Height, int MaxBitRate, bool IsCopy = false);
