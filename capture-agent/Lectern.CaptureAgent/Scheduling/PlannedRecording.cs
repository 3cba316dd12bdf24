using System.Collections.Immutable;
using Lectern.Contracts.Recordings;

namespace Lectern.CaptureAgent.Scheduling;

/// <summary>One recording of the plan.</summary>
internal sealed record PlannedRecording
{
    public required Guid Id { get; init; }

    /// <summary>What it is of; null for an ad hoc one.</summary>
    public Guid? Booking { get; init; }

    public string? Title { get; init; }

    /// <summary>From when on there is something to record.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>When it ends as things stand.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>When the booking, or the order, said that it ends; what the schedule says counts again once it says something else.</summary>
    public required DateTimeOffset Told { get; init; }

    /// <summary>When somebody wished that it ends; null when nobody did.</summary>
    public DateTimeOffset? Wished { get; init; }

    public ImmutableArray<Pause> Pauses { get; set; } = [];

    public bool IsPaused => Pauses is [.., { To: null }];

    /// <summary>The same by a clock that was set: when somebody pressed moves along, and what is booked does not.</summary>
    /// <param name="by">By how much.</param>
    /// <param name="now">What it shows now.</param>
    /// <param name="isStopped">Whether somebody ended what was booked.</param>
    public PlannedRecording Moved(TimeSpan by, DateTimeOffset now, bool isStopped)
    {
        var moved = this with
        {
            Start = Start + by < now ? Start + by : now,
            Pauses = [.. Pauses.Select(pause => new Pause(pause.From + by, pause.To + by))],
        };
        return Booking switch
        {
            null => moved with { End = End + by, Told = Told + by, Wished = Wished + by },
            _ when isStopped => moved with { End = End + by, Wished = Wished + by },
            _ => moved,
        };
    }

    /// <summary>Whether what was seen from one moment to another belongs to it. What touches a pause does not.</summary>
    public bool Takes(DateTimeOffset from, DateTimeOffset to) =>
        from < End && to > Start && !Pauses.Any(pause => to > pause.From && from < (pause.To ?? DateTimeOffset.MaxValue));
}
