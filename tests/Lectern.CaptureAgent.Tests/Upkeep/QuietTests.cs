using Lectern.CaptureAgent.Scheduling;
using Lectern.CaptureAgent.Upkeep;
using Lectern.Contracts.Schedules;

namespace Lectern.CaptureAgent.Tests.Upkeep;

public sealed class QuietTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly ScheduledBooking s_lecture = new(Guid.CreateVersion7(), s_now.AddMinutes(-30), s_now.AddMinutes(30), "Algebra");

    [Fact]
    public void Where_nobody_knows_what_is_booked_another_version_waits_and_a_restart_does_not()
    {
        Assert.Equal("It waits until it knows what is booked.", Quiet.ForLong(PlanState.Empty, isIdle: true, schedule: null, s_now));
        Assert.Null(Quiet.ForLong(PlanState.Empty, isIdle: true, new Schedule("1", []), s_now));
        Assert.Null(Quiet.Now(PlanState.Empty, isIdle: true));
    }

    [Fact]
    public void What_somebody_stopped_is_not_waited_for()
    {
        var stopped = PlanState.Empty with { Stopped = [new StoppedBooking(s_lecture.Id, s_lecture.End)] };

        Assert.Contains("booked at 07:30", Quiet.ForLong(PlanState.Empty, isIdle: true, new Schedule("1", [s_lecture]), s_now), StringComparison.Ordinal);
        Assert.Null(Quiet.ForLong(stopped, isIdle: true, new Schedule("1", [s_lecture]), s_now));
    }
}
