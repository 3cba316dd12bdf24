namespace Lectern.Lti.Grades;

/// <summary>What became of a score, in a queue's words.</summary>
public enum ScoreOutcomeKind
{
    /// <summary>The platform has it.</summary>
    Done,

    /// <summary>The platform has a newer one of this person already: this one is over, and no fault.</summary>
    Superseded,

    /// <summary>Not now: send the same score again later.</summary>
    Retry,

    /// <summary>Not like this: somebody has to mend something first.</summary>
    Refused,
}
