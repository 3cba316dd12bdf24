namespace Lectern.Transcode.Packaging;

/// <summary>A segment in a media playlist.</summary>
/// <param name="FileName">Its file, beside the playlist.</param>
/// <param name="Seconds">Its length.</param>
internal sealed record PlaylistSegment(string FileName, double Seconds);
