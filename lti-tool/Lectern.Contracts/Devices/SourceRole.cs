namespace Lectern.Contracts.Devices;

/// <summary>What a source is for.</summary>
public enum SourceRole
{
    /// <summary>What is projected. The main picture.</summary>
    Slides,

    /// <summary>Who speaks. Shown beside the slides.</summary>
    Presenter,

    /// <summary>The room's sound.</summary>
    Sound,

    /// <summary>A second microphone, recorded always and used where the first is silent.</summary>
    SpareSound,
}
