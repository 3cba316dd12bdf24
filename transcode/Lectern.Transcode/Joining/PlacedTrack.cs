namespace Lectern.Transcode.Joining;

/// <summary>A track with the place of each of its parts.</summary>
/// <param name="Track">What was recorded.</param>
/// <param name="Parts">In order; they don't overlap.</param>
public sealed record PlacedTrack(RecordedTrack Track, IReadOnlyList<PlacedPart> Parts)
{
    /// <summary>Where it begins, in seconds from the recording's start.</summary>
    public double Start => Parts[0].Start;

    /// <summary>Where it ends.</summary>
    public double End => Parts[^1].End;

    /// <summary>Whether its own clock ran so differently that a player's would not stay within a picture of it.</summary>
    public bool Drifts => Parts.Any(part => Math.Abs(part.Rate - 1) * (part.End - part.Start) > 0.01);

    internal static PlacedTrack Of(RecordedTrack track, BootClocks clocks)
    {
        var parts = new List<PlacedPart>();
        foreach (var part in track.Parts)
        {
            var clock = PartClock.Of(part);
            var start = clocks.Of(part, clock.Start);
            // Stamps are late by a little, and not each by the same.
            parts.Add(new PlacedPart(part, parts.Count == 0 ? start : Math.Max(start, parts[^1].End), clock.Rate, clocks.Of(part, 0)));
        }

        return new PlacedTrack(track, parts);
    }

    internal PlacedTrack From(double zero) => this with { Parts = [.. Parts.Select(part => part.Earlier(zero))] };

    /// <summary>The same where some gaps, which no part reaches into, are left out.</summary>
    internal PlacedTrack Without(IReadOnlyCollection<TimeSpanInSeconds> gaps) =>
        this with { Parts = [.. Parts.Select(part => part.Earlier(gaps.Where(gap => gap.End <= part.Start).Sum(gap => gap.End - gap.Start)))] };
}
