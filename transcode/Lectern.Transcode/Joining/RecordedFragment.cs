namespace Lectern.Transcode.Joining;

/// <summary>A fragment of a recorded part: one <c>moof</c> with its <c>mdat</c>.</summary>
/// <param name="Offset">Bytes from the file's start.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Time">Media time in seconds since the part's first fragment.</param>
/// <param name="Duration">In seconds of media time.</param>
/// <param name="Clock">When its last byte came from the encoder, in seconds of the machine's monotonic clock.</param>
/// <param name="At">The same moment by the wall clock.</param>
public sealed record RecordedFragment(long Offset, int Length, double Time, double Duration, double Clock, DateTimeOffset At);
