namespace Lectern.Transcode.Joining;

/// <summary>A track on disk, on the recording's clock.</summary>
/// <param name="Placed">What it is of.</param>
/// <param name="Files">Its files, which follow each other in time; one unless parts are decoded differently.</param>
/// <param name="Size">Pixels of the first; only where there are several.</param>
internal sealed record WrittenTrack(PlacedTrack Placed, IReadOnlyList<string> Files, (int Width, int Height)? Size);
