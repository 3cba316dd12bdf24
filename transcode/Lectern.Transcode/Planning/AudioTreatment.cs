namespace Lectern.Transcode.Planning;

/// <summary>What becomes of the sound.</summary>
public enum AudioTreatment
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>The source's own packets are used.</summary>
    Copy,

    /// <summary>It is encoded as AAC-LC, stereo or mono, 48 kHz, as loud as it was.</summary>
    Encode,
}
