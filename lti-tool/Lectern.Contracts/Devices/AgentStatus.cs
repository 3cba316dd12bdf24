using Lectern.Contracts.Recordings;

namespace Lectern.Contracts.Devices;

/// <summary>What an agent tells every 15 s, and every second while somebody looks at its room.</summary>
public sealed record AgentStatus
{
    /// <summary>The agent's wall clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The agent's version.</summary>
    public required string Agent { get; init; }

    /// <summary>Which updates it can run, such as <c>linux-x64</c>; null where it takes none.</summary>
    public string? Platform { get; init; }

    /// <summary>Which run of the agent this is: random. Null where it could not be written to the disk first.</summary>
    public Guid? Run { get; init; }

    /// <summary>In which run of the machine.</summary>
    public string? Boot { get; init; }

    /// <summary>Which runs before this one its disk knows: the last that the tool surely heard, and those since. Null once it has heard this one.</summary>
    public IReadOnlyList<Guid>? EarlierRuns { get; init; }

    /// <summary>The version that an update brought and that did not come to work, so that the one before runs again; null for none.</summary>
    public string? FailedUpdate { get; init; }

    /// <summary>The settings it works by; null before it has any.</summary>
    public string? Settings { get; init; }

    /// <summary>The version of the schedule it knows; null before it has one.</summary>
    public string? Schedule { get; init; }

    /// <summary>Bytes free where it records, and how many there are.</summary>
    public required long FreeBytes { get; init; }

    /// <summary>Size of the disk in bytes.</summary>
    public required long DiskBytes { get; init; }

    /// <summary>Bytes recorded and not yet verified by the tool.</summary>
    public required long QueuedBytes { get; init; }

    /// <summary>Age in seconds of the oldest fragment that is not verified; 0 with nothing queued.</summary>
    public double BehindSeconds { get; init; }

    /// <summary>The share of all processors that was busy since the last status, from 0 to 1; null where the machine doesn't tell.</summary>
    public double? Busy { get; init; }

    /// <summary>The warmest of the machine's sensors in °C; null where there is none.</summary>
    public double? Celsius { get; init; }

    /// <summary>Each source of the settings.</summary>
    public IReadOnlyList<SourceStatus> Sources { get; set; } = [];

    /// <summary>Each recording the agent holds anything of, in any order.</summary>
    public IReadOnlyList<RecordingStatus> Recordings { get; set; } = [];

    /// <summary>What is wrong now.</summary>
    public IReadOnlyList<Alarm> Alarms { get; set; } = [];
}
