namespace Lectern.Tus.Client;

/// <summary>How a client's work ended.</summary>
public enum TusUploadOutcome
{
    /// <summary>The server has every byte (or, of a termination, has none any more).</summary>
    Completed,

    /// <summary>The server says no; trying again changes nothing.</summary>
    Refused,

    /// <summary>The server has no such upload, or it is of another size: make a new one.</summary>
    Lost,

    /// <summary>The server could not be reached often enough. The upload can be resumed later.</summary>
    GaveUp,
}
