namespace Lectern.Contracts.Devices;

/// <summary>Whether a source delivers.</summary>
public enum SourceState
{
    /// <summary>Nothing is recorded.</summary>
    Idle,

    /// <summary>Fragments come.</summary>
    Recording,

    /// <summary>Fragments should come and don't; it is tried again each second.</summary>
    Lost,
}
