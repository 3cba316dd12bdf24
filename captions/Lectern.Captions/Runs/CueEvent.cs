namespace Lectern.Captions.Runs;

/// <summary>A cue is made; it is final.</summary>
/// <param name="Start">Seconds from the start of the media.</param>
/// <param name="End">Seconds from the start of the media.</param>
/// <param name="Lines">The lines as plain text.</param>
public sealed record CueEvent(double Start, double End, IReadOnlyList<string> Lines) : CaptionEvent
{
    /// <summary>The cue itself, in whole milliseconds as in the file.</summary>
    public Cue ToCue() => new(Time(Start), Time(End), Lines);

    private static TimeSpan Time(double seconds) => TimeSpan.FromMilliseconds((long)Math.Round(seconds * 1000));
}
