using System.Collections.Immutable;

namespace Lectern.CaptureAgent.Scheduling;

/// <summary>What is recorded and what was ordered, as <c>plan.json</c> keeps it. A value: each change makes another.</summary>
internal sealed record PlanState
{
    public static PlanState Empty { get; } = new();

    /// <summary>Recordings that go on, are about to begin, or have just ended.</summary>
    public ImmutableArray<PlannedRecording> Recordings { get; set; } = [];

    /// <summary>Bookings that somebody ended early, with their end: they don't begin again.</summary>
    public ImmutableArray<StoppedBooking> Stopped { get; set; } = [];

    /// <summary>The last orders that were carried out or refused, newest last.</summary>
    public ImmutableArray<Guid> Done { get; set; } = [];

    /// <summary>What is recorded, or paused, now.</summary>
    public PlannedRecording? Current(DateTimeOffset now) => Recordings.FirstOrDefault(recording => recording.Start <= now && now < recording.End);

    public PlanState With(PlannedRecording changed) => this with
    {
        Recordings = [.. Recordings.Select(recording => recording.Id == changed.Id ? changed : recording)],
    };
}
