using Lectern.CaptureAgent.Scheduling;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;
using Lectern.Contracts.Schedules;

namespace Lectern.CaptureAgent.Recording;

/// <summary>How the recorder stands at one moment.</summary>
/// <param name="Sources">Each source of the settings.</param>
/// <param name="Recordings">Those that go on; their bytes are for the spool to tell.</param>
/// <param name="Alarms">What is wrong.</param>
internal sealed record RecorderView(IReadOnlyList<SourceStatus> Sources, IReadOnlyList<RecordingStatus> Recordings, IReadOnlyList<Alarm> Alarms)
{
    /// <summary>The room's name; null before there are settings.</summary>
    public string? Room { get; init; }

    /// <summary>Whether no encoder runs.</summary>
    public bool IsIdle { get; init; }

    /// <summary>Whether nothing is recorded and the sources run all the same, to be looked at.</summary>
    public bool IsLookedAt { get; init; }

    /// <summary>Whether somebody who looks after the room sees what its sources give.</summary>
    public bool IsWatched { get; init; }

    /// <summary>Whether who watches sees pictures, and not only how loud it is.</summary>
    public bool SendsPictures { get; init; }

    /// <summary>The title of what is recorded now.</summary>
    public string? Title { get; init; }

    /// <summary>What is booked; null when nothing was ever heard.</summary>
    public Schedule? Schedule { get; init; }

    public static RecorderView Nothing { get; } = new([], [], []);

    public static RecorderView Of(
        PlanState state, DateTimeOffset now, IReadOnlyList<SourceSettings> settings, IReadOnlyDictionary<string, SourceStatus> running, IReadOnlyList<Alarm> alarms)
    {
        var sources = settings.Select(source => running.GetValueOrDefault(source.Name) ?? new SourceStatus(source.Name, SourceState.Idle)).ToList();
        var isWhole = sources.Count > 0 && sources.TrueForAll(source => source.State != SourceState.Lost);
        return new(
            sources,
            [.. state.Recordings
                .Where(recording => recording.Start <= now && now < recording.End)
                .Select(recording => new RecordingStatus(recording.Id, recording.Booking, StateOf(recording, isWhole), recording.Start, recording.End, 0))],
            alarms);
    }

    private static RecordingState StateOf(PlannedRecording recording, bool isWhole) =>
        recording.IsPaused ? RecordingState.Paused : isWhole ? RecordingState.Recording : RecordingState.Degraded;
}
