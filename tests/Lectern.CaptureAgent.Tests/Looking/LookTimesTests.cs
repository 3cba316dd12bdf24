using Lectern.CaptureAgent.Looking;
using Lectern.CaptureAgent.Scheduling;
using Lectern.Contracts.Schedules;

namespace Lectern.CaptureAgent.Tests.Looking;

public sealed class LookTimesTests
{
    private static readonly DateTimeOffset s_now = new(2026, 10, 20, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(721, false, false)]
    [InlineData(720, false, true)]
    [InlineData(12, false, true)]
    [InlineData(11, false, false)]
    [InlineData(11, true, false)]
    [InlineData(1, true, false)]
    [InlineData(721, true, true)]
    public void Sources_are_looked_at_twelve_minutes_before_a_booking_and_are_free_eleven_seconds_before_it(double seconds, bool isWatched, bool has)
    {
        Assert.Equal(has, LookTimes.Has(PlanState.Empty, Booked(seconds), isWatched, s_now));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Where_nothing_is_booked_only_who_watches_makes_them_looked_at(bool isWatched)
    {
        Assert.Equal(isWatched, LookTimes.Has(PlanState.Empty, null, isWatched, s_now));
        Assert.Equal(isWatched, LookTimes.Has(PlanState.Empty, new Schedule("1", []), isWatched, s_now));
    }

    [Fact]
    public void What_is_recorded_paused_or_has_just_ended_is_never_looked_at()
    {
        foreach (var end in (double[])[60, -1])
        {
            var recording = new PlannedRecording { Id = Guid.CreateVersion7(), Start = s_now.AddSeconds(-60), End = s_now.AddSeconds(end), Told = s_now };
            Assert.False(LookTimes.Has(new PlanState { Recordings = [recording] }, Booked(300), isWatched: true, s_now));
        }
    }

    [Fact]
    public void A_booking_that_somebody_ended_before_it_began_asks_for_no_look()
    {
        var schedule = Booked(300);
        var state = new PlanState { Stopped = [new StoppedBooking(schedule.Bookings[0].Id, schedule.Bookings[0].End)] };

        Assert.False(LookTimes.Has(state, schedule, isWatched: false, s_now));
    }

    private static Schedule Booked(double seconds) => new("1", [new ScheduledBooking(Guid.CreateVersion7(), s_now.AddSeconds(seconds), s_now.AddSeconds(seconds + 3600), "Algebra")]);
}
