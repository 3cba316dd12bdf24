namespace Lectern.Transcode.Joining;

/// <summary>A part on the recording's clock.</summary>
/// <param name="Part">What was recorded.</param>
/// <param name="Start">Where its media time 0 lies, in seconds from the recording's start.</param>
/// <param name="Rate">Seconds of the recording that a second of its media takes.</param>
/// <param name="Ahead">Seconds that the recording's clock is ahead of the machine's: the same for all that it recorded without a pause.</param>
public sealed record PlacedPart(RecordedPart Part, double Start, double Rate, double Ahead)
{
    /// <summary>Where it ends.</summary>
    public double End => At(Part.Fragments[^1].Time + Part.Fragments[^1].Duration);

    /// <summary>Where a media time lies, in seconds from the recording's start.</summary>
    public double At(double time) => Start + Rate * time;

    internal PlacedPart Earlier(double seconds) => this with { Start = Start - seconds, Ahead = Ahead - seconds };
}
