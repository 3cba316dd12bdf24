namespace Lectern.Transcode.Joining;

/// <summary>What one run of a source's encoder recorded: a fragmented MP4 of one track.</summary>
/// <param name="Path">The file.</param>
/// <param name="Boot">Names the machine's run; monotonic clocks of parts with the same one agree.</param>
/// <param name="HeadLength">Bytes before the first fragment.</param>
/// <param name="Fragments">In order; never empty.</param>
public sealed record RecordedPart(string Path, string Boot, int HeadLength, IReadOnlyList<RecordedFragment> Fragments);
