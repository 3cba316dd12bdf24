using System.Collections.Immutable;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;

namespace Lectern.CaptureAgent.Scheduling;

/// <summary>What an order makes of the plan. Pure; an order that was carried out changes nothing a second time.</summary>
internal static class OrderBook
{
    private const int Remembered = 500;
    private const int LongestMinutes = 24 * 60;
    private const int AdHocMinutes = 120;

    /// <returns>The plan after the order, and why it was not carried out.</returns>
    public static (PlanState State, string? Problem) Apply(PlanState state, Order order, DateTimeOffset now)
    {
        if (state.Done.Contains(order.Id))
        {
            return (state, null);
        }

        var (next, problem) = order.Kind == OrderKind.Start ? Start(state, order, now) : Change(state, order, now);
        return (next with { Done = [.. next.Done.TakeLast(Remembered - 1), order.Id] }, problem);
    }

    private static (PlanState State, string? Problem) Start(PlanState state, Order order, DateTimeOffset now)
    {
        if (state.Recordings.Any(recording => recording.Start <= now + Planner.Ahead && now < recording.End))
        {
            return (state, "The room is being recorded already.");
        }

        if (order.Minutes is < 1 or > LongestMinutes)
        {
            return (state, "A recording takes between a minute and a day.");
        }

        var end = now.AddMinutes(order.Minutes ?? AdHocMinutes);
        var recording = new PlannedRecording { Id = Guid.CreateVersion7(now), Title = order.Title, Start = now, End = end, Told = end };
        return (state with { Recordings = [.. state.Recordings, recording] }, null);
    }

    private static (PlanState State, string? Problem) Change(PlanState state, Order order, DateTimeOffset now)
    {
        if (state.Current(now) is not { } current)
        {
            return (state, "Nothing is being recorded.");
        }

        return order.Kind switch
        {
            OrderKind.Pause => (state.With(Pause(current, now)), null),
            OrderKind.Resume => (state.With(Resume(current, now)), null),
            OrderKind.Extend when order.Minutes is >= 1 and <= LongestMinutes => (state.With(Extend(current, order.Minutes.Value)), null),
            OrderKind.Extend => (state, "A recording is extended by a minute to a day."),
            OrderKind.Stop => (Stop(state, current, now), null),
            _ => (state, "This is no order for a recording."),
        };
    }

    private static PlannedRecording Pause(PlannedRecording current, DateTimeOffset now) =>
        current.IsPaused ? current : current with { Pauses = current.Pauses.Add(new Pause(now)) };

    private static PlannedRecording Resume(PlannedRecording current, DateTimeOffset now) =>
        current.IsPaused ? current with { Pauses = current.Pauses.SetItem(current.Pauses.Length - 1, current.Pauses[^1] with { To = now }) } : current;

    private static PlannedRecording Extend(PlannedRecording current, int minutes)
    {
        var end = current.End.AddMinutes(minutes);
        return current with { Wished = end, End = end };
    }

    private static PlanState Stop(PlanState state, PlannedRecording current, DateTimeOffset now)
    {
        var next = state.With(current with { Wished = now, End = now });
        return current.Booking is { } booking ? next with { Stopped = next.Stopped.Add(new StoppedBooking(booking, current.Told)) } : next;
    }
}
