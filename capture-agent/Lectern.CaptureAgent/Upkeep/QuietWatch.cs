using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Scheduling;
using Lectern.CaptureAgent.Status;
using Lectern.Contracts;
using Lectern.Contracts.Schedules;

namespace Lectern.CaptureAgent.Upkeep;

/// <summary>Asks <see cref="Quiet"/> about this machine, as it is now.</summary>
internal sealed class QuietWatch(Recorder recorder, PlanKeeper plan, StatusSender status, AgentFolder folder, TimeProvider clock)
{
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(1);

    // Read anew: an order may come a moment after the schedule that forbids it.
    private readonly StoredFile<Schedule> schedule = new(folder.Schedule, CaptureJson.Default.Schedule);

    /// <summary>What has to be waited for before the agent begins anew; null for nothing.</summary>
    public string? Now() => Quiet.Now(plan.State, recorder.View.IsIdle);

    /// <summary>The same before another version is tried. One that nobody can hear of would be taken for one that does not work.</summary>
    public string? ForLong() => Quiet.ForLong(plan.State, recorder.View.IsIdle, Booked(), clock.GetUtcNow()) ?? (status.HasToldWithin(Lately) ? null : "It waits until Lectern hears of it.");

    private Schedule? Booked()
    {
        lock (schedule)
        {
            return schedule.Read();
        }
    }
}
