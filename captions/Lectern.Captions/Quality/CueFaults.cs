namespace Lectern.Captions.Quality;

/// <summary>The rules of <see cref="CueRules"/> a cue can break.</summary>
[Flags]
public enum CueFaults
{
    /// <summary>None: the cue is clean.</summary>
    None = 0,

    /// <summary>A line is too long.</summary>
    LineTooLong = 1,

    /// <summary>There are too many lines, or none.</summary>
    LineCount = 2,

    /// <summary>It goes before it can be read.</summary>
    TooShort = 4,

    /// <summary>It stands too long.</summary>
    TooLong = 8,

    /// <summary>Too many letters a second.</summary>
    TooFast = 16,

    /// <summary>The gap to the next cue is neither nothing nor long enough to see.</summary>
    Flicker = 32,

    /// <summary>The next cue starts before this one ends.</summary>
    Overlap = 64,

    /// <summary>It ends in the middle of a clause, with no pause to excuse it.</summary>
    BreaksClause = 128,
}
