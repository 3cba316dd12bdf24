namespace Lectern.Core.Capture.Alarms;

/// <param name="Source">Which source; empty when it is the machine.</param>
public sealed record PreflightReason(PreflightFault Fault, string Source = "")
{
    /// <summary>
    /// Whether it is said and rings for nothing. Minutes before a lecture slides are black because no laptop is connected yet, a lens cap or the light is nobody's fault yet, and somebody may play music: whoever were
    /// called for that would soon come no more. A source that gives nothing, or no sound whatsoever, is never meant so.
    /// </summary>
    public bool IsNote => Fault is PreflightFault.Black or PreflightFault.Frozen or PreflightFault.Clipping;

    /// <summary>Null for a word of another version.</summary>
    internal static PreflightReason? Read(string word)
    {
        var parts = word.Split('/', 2);
        return Enum.TryParse<PreflightFault>(parts[0], out var fault) ? new PreflightReason(fault, parts.Length > 1 ? parts[1] : "") : null;
    }

    internal static string Write(IEnumerable<PreflightReason> reasons) =>
        string.Join(' ', reasons.Distinct().Take(30).Select(reason => reason.Source.Length == 0 ? $"{reason.Fault}" : $"{reason.Fault}/{reason.Source}"));
}

/// <summary>Why a booking may not be recorded as it should.</summary>
public enum PreflightFault
{
    /// <summary>No machine is enrolled.</summary>
    NoDevice,

    /// <summary>The machine has not been heard of for 45 s.</summary>
    NotHeard,

    /// <summary>The room has nothing to record from.</summary>
    NoSources,

    /// <summary>The machine doesn't know a source of the settings yet.</summary>
    UnknownSource,

    NoSignal,

    /// <summary>Nobody is heard where something is recorded just before.</summary>
    Silence,

    /// <summary>There is no sound whatsoever, not even a microphone's own noise.</summary>
    DigitalSilence,

    Black,

    /// <summary>The presenter's picture doesn't move at all.</summary>
    Frozen,

    Clipping,

    /// <summary>Less is free than twice what the booking will take.</summary>
    DiskSpace,

    /// <summary>The machine's clock is off by more than a second.</summary>
    Clock,

    /// <summary>The machine knows another schedule.</summary>
    Schedule,

    /// <summary>A recording that ended more than an hour ago is not with the tool yet.</summary>
    Unverified,

    /// <summary>The machine says that it can't record.</summary>
    Fault,

    /// <summary>Two machines speak with one device's key.</summary>
    TwoMachines,

    /// <summary>The machine's disk forgets what is written to it.</summary>
    DiskForgets,
}
