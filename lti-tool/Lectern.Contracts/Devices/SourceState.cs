namespace Lectern.Contracts.Devices;

/// <summary>Whether a source delivers.</summary>
public enum SourceState
{
    /// <summary>Nothing is recorded. It gives something where it is looked at, and else nobody knows.</summary>
    Idle,

    /// <summary>Fragments come.</summary>
    Recording,

    /// <summary>Fragments should come and don't, or it is looked at and gives nothing; it is tried again.</summary>
    Lost,
}
