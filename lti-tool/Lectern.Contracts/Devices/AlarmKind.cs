namespace Lectern.Contracts.Devices;

/// <summary>What an agent rings for.</summary>
public enum AlarmKind
{
    /// <summary>A source gives nothing.</summary>
    NoSignal,

    /// <summary>The picture has been black for 30 s.</summary>
    BlackPicture,

    /// <summary>The presenter's picture has not moved for 120 s while there was sound. Slides stand still by right.</summary>
    FrozenPicture,

    /// <summary>No sound for 20 s.</summary>
    Silence,

    /// <summary>The sound is cut off at its loudest.</summary>
    Clipping,

    /// <summary>The encoder can't keep up.</summary>
    Overload,

    /// <summary>Less room than the next recording wants.</summary>
    DiskSpace,

    /// <summary>The wall clock is off by more than a second, or jumped.</summary>
    Clock,

    /// <summary>The machine slept while it should have recorded.</summary>
    Suspended,

    /// <summary>The machine can't record, or says that it won't.</summary>
    Fault,
}
