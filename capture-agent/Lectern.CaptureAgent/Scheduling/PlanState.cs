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

    /// <summary>Whether somebody ended a booking early. Those that are over are remembered: a clock may go back.</summary>
    public bool IsStopped(Guid booking, DateTimeOffset now) => Stopped.Any(stopped => stopped.Booking == booking && now < stopped.Until);

    /// <summary>The same by a clock that was set, by so much.</summary>
    public PlanState Moved(TimeSpan by, DateTimeOffset now) => this with
    {
        Recordings = [.. Recordings.Select(recording => recording.Moved(by, now, isStopped: Stopped.Any(stopped => stopped.Booking == recording.Booking)))],
    };

    public PlanState With(PlannedRecording changed) => this with
    {
        Recordings = [.. Recordings.Select(recording => recording.Id == changed.Id ? changed : recording)],
    };
}
