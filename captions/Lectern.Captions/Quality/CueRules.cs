namespace Lectern.Captions.Quality;

/// <summary>
/// What a readable caption keeps to. The defaults are what broadcasters commonly ask of captions for adults; one set of
/// rules serves the layout that makes cues and the score that measures them.
/// </summary>
public sealed record CueRules
{
    /// <summary>The rules in use when none are given.</summary>
    public static CueRules Default { get; } = new();

    /// <summary>Letters a line, blanks and punctuation counted. Default 42.</summary>
    public int MaxLineLength { get; init; } = 42;

    /// <summary>Lines a cue. Default 2.</summary>
    public int MaxLines { get; init; } = 2;

    /// <summary>Shortest time a cue stands. Default 1 s.</summary>
    public TimeSpan MinDuration { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest time a cue stands. Default 7 s.</summary>
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromSeconds(7);

    /// <summary>Reading speed in letters a second. Default 20.</summary>
    public double MaxLettersPerSecond { get; init; } = 20;

    /// <summary>Cues either touch or leave at least this gap, below which an eye sees a flicker. Default 80 ms.</summary>
    public TimeSpan MinGap { get; init; } = TimeSpan.FromMilliseconds(80);

    /// <summary>A silence this long is a natural place to end a cue. Default 300 ms.</summary>
    public TimeSpan PauseBreak { get; init; } = TimeSpan.FromMilliseconds(300);
}
