namespace Lectern.Contracts.Recordings;

/// <summary>
/// One line of a part's journal: some bytes of its file. The first is the head of a fragmented MP4 (<c>ftyp</c>, <c>moov</c>), with a duration of 0;
/// each other is one <c>moof</c> with its <c>mdat</c>, at most a second long, and begins where the one before ends.
/// </summary>
/// <param name="Offset">In bytes from the part's start.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Sha256">Of the bytes, in small hex letters.</param>
/// <param name="Time">Media time in seconds since the part's start at which it begins.</param>
/// <param name="Duration">In seconds of media time.</param>
/// <param name="Clock">When its end was seen or heard: when its last byte came from the encoder, less what that is known to be late. In seconds of the machine's monotonic clock.</param>
/// <param name="At">The same moment by the wall clock.</param>
public sealed record Fragment(long Offset, int Length, string Sha256, double Time, double Duration, double Clock, DateTimeOffset At);
