using System.Collections.Immutable;
using Lectern.Contracts.Schedules;

namespace Lectern.CaptureAgent.Scheduling;

/// <summary>Says what should be recorded now, from the plan so far, the stored schedule and the time. Pure.</summary>
internal static class Planner
{
    /// <summary>How long before its start the sources of a booking run, so that its first second is there.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromSeconds(5);

    /// <summary>How long after its end a recording waits for the fragment around it.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    // A booking that is over is in the schedule no more, by the tool's clock; one that is missing before that was cancelled.
    private static readonly TimeSpan ClocksApart = TimeSpan.FromMinutes(1);

    // A clock that leaps past a booking's end may go back.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    /// <param name="state">The plan so far.</param>
    /// <param name="schedule">What is booked; null when nothing was ever heard, and then what runs goes on to its end.</param>
    /// <param name="now">The time that the agent goes by.</param>
    public static PlanState Step(PlanState state, Schedule? schedule, DateTimeOffset now)
    {
        var next = state with { Stopped = state.Stopped.RemoveAll(stopped => stopped.Until + Remembered <= now) };
        if (schedule is not null)
        {
            next = Begin(Follow(next, schedule, now), schedule, now);
        }

        next = next with { Recordings = [.. next.Recordings.Where(recording => now < recording.End + Settling)] };
        return IsSame(state, next) ? state : next;
    }

    private static PlanState Follow(PlanState state, Schedule schedule, DateTimeOffset now) => state with
    {
        Recordings = [.. state.Recordings.Select(recording => recording.End <= now ? recording : Follow(recording, state, schedule, now))],
    };

    private static PlannedRecording Follow(PlannedRecording recording, PlanState state, Schedule schedule, DateTimeOffset now)
    {
        var told = recording.Told;
        if (recording.Booking is { } id)
        {
            var booking = schedule.Bookings.FirstOrDefault(booking => booking.Id == id);
            if (booking is null ? now < told - ClocksApart : booking.Start > now + Ahead)
            {
                return recording with { End = now };
            }

            told = booking?.End ?? told;
            recording = recording with { Title = booking?.Title ?? recording.Title };
        }

        var wished = told == recording.Told ? recording.Wished : null;
        var end = Earlier(wished ?? told, NextAfter(recording, state, schedule, now));
        return recording with { Told = told, Wished = wished, End = end > now ? end : now };
    }

    // A booking that begins wins, over ad hoc recordings and over what was extended into it.
    private static DateTimeOffset NextAfter(PlannedRecording recording, PlanState state, Schedule schedule, DateTimeOffset now) => schedule.Bookings
        .Where(booking => booking.Id != recording.Booking && booking.Start > recording.Start && !state.IsStopped(booking.Id, now))
        .Select(booking => booking.Start)
        .DefaultIfEmpty(DateTimeOffset.MaxValue)
        .Min();

    private static PlanState Begin(PlanState state, Schedule schedule, DateTimeOffset now)
    {
        var due = schedule.Bookings.Where(booking =>
            booking.Start <= now + Ahead && now < booking.End && !state.IsStopped(booking.Id, now)
            && !state.Recordings.Any(recording => recording.Booking == booking.Id && now < recording.End));
        return state with { Recordings = [.. state.Recordings, .. due.Select(booking => Of(booking, now))] };
    }

    private static PlannedRecording Of(ScheduledBooking booking, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Booking = booking.Id,
        Title = booking.Title,
        Start = booking.Start > now ? booking.Start : now,
        End = booking.End,
        Told = booking.End,
    };

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static bool IsSame(PlanState one, PlanState other) =>
        one.Recordings.SequenceEqual(other.Recordings) && one.Stopped.SequenceEqual(other.Stopped) && one.Done.SequenceEqual(other.Done);
}
