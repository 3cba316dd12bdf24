namespace Lectern.Contracts.Recordings;

/// <summary>Where a recording stands on its agent.</summary>
public enum RecordingState
{
    /// <summary>Every source delivers.</summary>
    Recording,

    /// <summary>Goes on without a source.</summary>
    Degraded,

    /// <summary>Nothing is written until somebody says so.</summary>
    Paused,

    /// <summary>Ended, and not all of it is with the tool.</summary>
    Spooled,

    /// <summary>The tool holds all of it.</summary>
    Verified,
}
