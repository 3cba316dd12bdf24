namespace Lectern.Contracts.Devices;

/// <summary>What can be ordered.</summary>
public enum OrderKind
{
    /// <summary>Record now, ad hoc.</summary>
    Start,

    /// <summary>Write nothing until told to go on.</summary>
    Pause,

    /// <summary>Go on.</summary>
    Resume,

    /// <summary>End later.</summary>
    Extend,

    /// <summary>End now.</summary>
    Stop,

    /// <summary>Take the newest agent, when no recording is near.</summary>
    Update,

    /// <summary>Send the agent's log, by <see cref="CapturePaths.LogOf"/>.</summary>
    Logs,

    /// <summary>Begin anew, when nothing is recorded.</summary>
    Restart,
}
