namespace Lectern.Core.Capture.Alarms;

/// <summary>What a room's alarm is about. The device's own have the names it tells them by.</summary>
public enum RoomAlarmKind
{
    NoSignal,
    BlackPicture,
    FrozenPicture,
    Silence,
    Clipping,
    Overload,
    DiskSpace,
    Clock,
    Suspended,

    /// <summary>Its device has not been heard of for 45 s.</summary>
    Late,

    /// <summary>Its device has not been heard of for two minutes.</summary>
    Offline,

    /// <summary>A booking has begun and its device records nothing.</summary>
    MissedStart,

    /// <summary>What is booked next would fail or suffer as things are.</summary>
    Preflight,

    /// <summary>Its device says that it can't record.</summary>
    Fault,

    /// <summary>Its device says that the recording of a booking failed.</summary>
    RecordingFailed,

    /// <summary>Its timetable can't be read, or much is suddenly missing from it.</summary>
    Timetable,

    /// <summary>Two machines speak with one device's key: its disk was cloned.</summary>
    TwoMachines,

    /// <summary>Its device's disk forgets what is written to it when it is switched off, as one that is protected or restored does.</summary>
    DiskForgets,
}
