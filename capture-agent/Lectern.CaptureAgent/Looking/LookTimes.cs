using Lectern.CaptureAgent.Scheduling;
using Lectern.Contracts.Schedules;

namespace Lectern.CaptureAgent.Looking;

/// <summary>Says whether sources that are not recorded are looked at now. Pure.</summary>
internal static class LookTimes
{
    /// <summary>How long before what is booked: the tool judges the room ten minutes before, by what was found until then.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromMinutes(12);

    /// <summary>How long before what is booked no more: most devices are given to one program alone, and nothing may keep a recording from its first second.</summary>
    public static readonly TimeSpan Clear = Planner.Ahead + TimeSpan.FromSeconds(6);

    /// <param name="state">What is recorded. Its encoders have the sources, and what they give is looked at anyway.</param>
    /// <param name="schedule">What is booked; null when nothing was ever heard.</param>
    /// <param name="isWatched">Whether somebody looks at the room.</param>
    /// <param name="now">The time that the agent goes by.</param>
    public static bool Has(PlanState state, Schedule? schedule, bool isWatched, DateTimeOffset now)
    {
        if (!state.Recordings.IsEmpty)
        {
            return false;
        }

        var until = schedule?.Bookings
            .Where(booking => booking.Start > now && !state.Stopped.Any(stopped => stopped.Booking == booking.Id))
            .Select(booking => booking.Start - now)
            .DefaultIfEmpty(TimeSpan.MaxValue)
            .Min();
        return !(until <= Clear) && (isWatched || until <= Before);
    }
}
