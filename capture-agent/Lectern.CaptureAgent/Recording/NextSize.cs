using Lectern.CaptureAgent.Scheduling;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Schedules;

namespace Lectern.CaptureAgent.Recording;

/// <summary>How many bytes may still be recorded before somebody can come and make room. Pure.</summary>
internal static class NextSize
{
    private static readonly TimeSpan Near = TimeSpan.FromDays(1);

    /// <summary>What is left of the recording that goes on, and all of the next booking within a day, at the encoders' highest rates.</summary>
    public static long Of(IReadOnlyList<SourceSettings> sources, PlanState state, Schedule? schedule, DateTimeOffset now)
    {
        var left = state.Current(now) is { } current ? current.End - now : TimeSpan.Zero;
        var next = schedule?.Bookings.Where(booking => booking.Start > now && booking.Start < now + Near).MinBy(booking => booking.Start);
        var seconds = (left + (next is null ? TimeSpan.Zero : next.End - next.Start)).TotalSeconds;
        return (long)(seconds * sources.Sum(source => EncoderPlan.MostBytesPerSecond(source.Role)));
    }
}
