namespace Lectern.Transcode.Joining;

/// <summary>Where on one clock everything of a recording lies. Pure.</summary>
public sealed record JoinPlan
{
    // What is less is no gap, only the way fragments are cut.
    private const double SmallestGap = 0.25;

    private JoinPlan(IReadOnlyList<PlacedTrack> tracks) => Tracks = tracks;

    /// <summary>Each track in the order given.</summary>
    public IReadOnlyList<PlacedTrack> Tracks { get; }

    /// <summary>How long the whole lasts, in seconds.</summary>
    public double Duration => Tracks.Max(track => track.End);

    /// <summary>Where nothing at all was recorded: the machine was off, or the lecture paused.</summary>
    public IReadOnlyList<TimeSpanInSeconds> Gaps => TimeSpanInSeconds.Between(Tracks.SelectMany(track => track.Parts.Select(part => new TimeSpanInSeconds(part.Start, part.End))), SmallestGap);

    /// <summary>The sound that is heard, and the spare one that was recorded beside it; null unless there are both.</summary>
    internal (PlacedTrack Main, PlacedTrack Spare)? Sounds =>
        Tracks.FirstOrDefault(track => track.Track is { IsSound: true, IsSpare: false }) is { } main && Tracks.FirstOrDefault(track => track.Track.IsSpare) is { } spare ? (main, spare) : null;

    /// <summary>Lays tracks onto one clock, whose 0 is where the first of them begins.</summary>
    /// <param name="tracks">At least one.</param>
    /// <param name="pauses">When somebody wished that nothing is recorded, by the wall clock: what comes after moves up.</param>
    public static JoinPlan Of(IReadOnlyList<RecordedTrack> tracks, params IReadOnlyCollection<(DateTimeOffset From, DateTimeOffset To)> pauses)
    {
        var clocks = new BootClocks(tracks);
        var placed = new JoinPlan([.. tracks.Select(track => PlacedTrack.Of(track, clocks))]);
        var paused = placed.Gaps.Where(gap => pauses.Any(pause => clocks.Of(pause.From) <= gap.Middle && gap.Middle <= clocks.Of(pause.To))).ToList();
        var zero = placed.Tracks.Min(track => track.Start);
        return new JoinPlan([.. placed.Tracks.Select(track => track.Without(paused).From(zero))]);
    }
}
