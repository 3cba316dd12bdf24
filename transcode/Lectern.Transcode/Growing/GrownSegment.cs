namespace Lectern.Transcode.Growing;

/// <summary>A segment: a range of a file.</summary>
/// <param name="Head">What a decoder has to know before.</param>
/// <param name="File">Beside the playlist.</param>
/// <param name="Offset">In bytes from the file's start.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Start">In seconds of the presentation.</param>
/// <param name="Jumps">Whether its own clock is not the one before's.</param>
internal sealed record GrownSegment(GrownHead Head, string File, long Offset, long Length, double Start, bool Jumps);

/// <summary>The first bytes of a file: what a decoder has to know.</summary>
/// <param name="File">Beside the playlist.</param>
/// <param name="Bytes">All of it.</param>
internal sealed record GrownHead(string File, byte[] Bytes);
