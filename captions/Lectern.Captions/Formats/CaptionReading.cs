namespace Lectern.Captions.Formats;

/// <summary>What a caption file gave: everything that could be understood, and what could not.</summary>
/// <param name="Document">The cues that were understood, sorted by start.</param>
/// <param name="Problems">What was left out or repaired, in file order; empty for a clean file.</param>
public sealed record CaptionReading(CaptionDocument Document, IReadOnlyList<CaptionProblem> Problems)
{
    /// <summary>True when nothing had to be left out or repaired.</summary>
    public bool IsClean => Problems.Count == 0;
}
