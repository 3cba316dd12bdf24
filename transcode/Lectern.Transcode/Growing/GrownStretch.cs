using Lectern.Transcode.Joining;

namespace Lectern.Transcode.Growing;

/// <summary>A stretch of a recording in which its clock and the machine's run side by side. Pauses and reboots end one.</summary>
/// <param name="Start">In seconds of the recording.</param>
/// <param name="End">Where the next one begins, in seconds of the recording.</param>
/// <param name="Ahead">Seconds that the recording's clock is ahead.</param>
internal readonly record struct GrownStretch(double Start, double End, double Ahead)
{
    public static IReadOnlyList<GrownStretch> Of(IReadOnlyList<PlacedTrack> tracks)
    {
        var begun = tracks.SelectMany(track => track.Parts).GroupBy(part => part.Ahead)
            .Select(parts => (Start: parts.Min(part => part.Start), Ahead: parts.Key)).OrderBy(stretch => stretch.Start).ToList();
        return [.. begun.Select((stretch, n) => new GrownStretch(
            n == 0 ? 0 : stretch.Start, n + 1 < begun.Count ? begun[n + 1].Start : tracks.Max(track => track.End), stretch.Ahead))];
    }
}
