namespace Lectern.Captions.Quality;

/// <summary>How well a track's cues keep the rules.</summary>
/// <param name="Faults">What each cue breaks, in the order of the cues.</param>
public sealed record CueQualityReport(IReadOnlyList<CueFaults> Faults)
{
    /// <summary>Cues that break nothing.</summary>
    public int CleanCount => Faults.Count(faults => faults == CueFaults.None);

    /// <summary>Clean cues of all, 0 to 1; an empty track is clean.</summary>
    public double CleanShare => Faults.Count == 0 ? 1 : (double)CleanCount / Faults.Count;

    /// <summary>How many cues break the given rule.</summary>
    public int CountOf(CueFaults fault) => Faults.Count(faults => (faults & fault) != 0);
}
