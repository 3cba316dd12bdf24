using System.Globalization;
using Lectern.CaptureAgent.Scheduling;
using Lectern.Contracts.Schedules;

namespace Lectern.CaptureAgent.Upkeep;

/// <summary>Says whether the agent may begin anew now. Pure.</summary>
internal static class Quiet
{
    private static readonly TimeSpan Near = TimeSpan.FromMinutes(30);

    /// <summary>What has to be waited for before anything that would interrupt a recording; null for nothing.</summary>
    /// <param name="plan">What is recorded.</param>
    /// <param name="isIdle">Whether no encoder runs.</param>
    public static string? Now(PlanState plan, bool isIdle) => plan.Recordings.IsEmpty && isIdle ? null : "It waits until nothing is recorded.";

    /// <summary>The same before what may not come to work at once: nothing begins within half an hour either.</summary>
    /// <param name="plan">What is recorded.</param>
    /// <param name="isIdle">Whether no encoder runs.</param>
    /// <param name="schedule">What is booked; null where that is not known.</param>
    /// <param name="now">The time that the agent goes by.</param>
    public static string? ForLong(PlanState plan, bool isIdle, Schedule? schedule, DateTimeOffset now)
    {
        if (schedule is null)
        {
            return Now(plan, isIdle) ?? "It waits until it knows what is booked.";
        }

        var next = schedule.Bookings
            .Where(booking => booking.End > now && booking.Start < now + Near && !plan.IsStopped(booking.Id, now))
            .MinBy(booking => booking.Start);
        return Now(plan, isIdle) ?? (next is null ? null : string.Create(CultureInfo.InvariantCulture, $"It waits for what is booked at {next.Start.UtcDateTime:HH:mm} UTC."));
    }
}
