namespace Lectern.Contracts.Recordings;

/// <summary>A recording that has ended: all there is of it. Safe to repeat.</summary>
/// <param name="EndedAt">When, by the agent's wall clock.</param>
/// <param name="Parts">Every part that holds anything.</param>
/// <param name="Pauses">The gaps between parts that somebody wished for.</param>
public sealed record RecordingManifest(DateTimeOffset EndedAt, IReadOnlyList<PartEnd> Parts, IReadOnlyList<Pause>? Pauses = null);

/// <summary>How long a part became: one run of one source without a gap.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Part">Counts the source's parts in this recording from 1.</param>
/// <param name="Boot">Names the machine's run: clocks of parts with the same one agree.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Lines">How many fragments, the head included.</param>
/// <param name="Sha256">Of all lines' hashes, one after the other, in small hex letters.</param>
public sealed record PartEnd(string Source, int Part, string Boot, long Length, int Lines, string Sha256);
