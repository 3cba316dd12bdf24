namespace Lectern.Contracts.Devices;

/// <summary>What is noticed of a source while it is only looked at. Nothing of it rings by itself: before a lecture much of it is as it should be.</summary>
public enum SourceNote
{
    /// <summary>The picture has been black for some seconds.</summary>
    Black,

    /// <summary>The presenter's picture has not moved at all for two minutes, as no camera's does.</summary>
    Frozen,

    /// <summary>For some seconds there has been no sound at all, not even the noise of an open microphone: a cable that is out, or a mixer that is muted.</summary>
    DigitalSilence,

    /// <summary>The sound is cut off at its loudest.</summary>
    Clipping,
}
