namespace Lectern.Transcode.Joining;

/// <summary>All that one source recorded.</summary>
/// <param name="Name">The source's name.</param>
/// <param name="IsSound">Whether it is heard or seen.</param>
/// <param name="Parts">In order; never empty.</param>
/// <param name="IsSpare">A sound that is heard only where the main one gives nothing.</param>
public sealed record RecordedTrack(string Name, bool IsSound, IReadOnlyList<RecordedPart> Parts, bool IsSpare = false);
