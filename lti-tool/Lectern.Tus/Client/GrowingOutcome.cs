namespace Lectern.Tus.Client;

/// <summary>What became of one step of a <see cref="GrowingUpload"/>.</summary>
public enum GrowingOutcome
{
    /// <summary>The server did it.</summary>
    Done,

    /// <summary>The upload stands at another offset than was thought: go on from <see cref="GrowingResult.Offset"/>, or ask.</summary>
    Elsewhere,

    /// <summary>The bytes arrived damaged and were not kept: send them again.</summary>
    Damaged,

    /// <summary>No answer, a server in trouble, or one that is busy with this upload: ask where it stands, later.</summary>
    Unavailable,

    /// <summary>The server has no such upload: make a new one.</summary>
    Lost,

    /// <summary>The server says no; trying again at once changes nothing.</summary>
    Refused,
}
