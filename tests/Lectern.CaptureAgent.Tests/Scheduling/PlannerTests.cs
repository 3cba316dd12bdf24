using Lectern.CaptureAgent.Scheduling;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Tests.Scheduling;

public sealed class PlannerTests
{
    [Fact]
    public void A_booking_is_recorded_from_its_start_to_its_end()
    {
        var plan = new Plan(Plan.Ten.AddMinutes(-1));
        var booking = plan.Book(0, 45);

        plan.GoTo(60);

        var recording = Assert.Single(plan.All);
        Assert.Equal((booking.Id, booking.Start, booking.End), (recording.Booking, recording.Start, recording.End));
        Assert.Empty(plan.State.Recordings);
    }

    [Fact]
    public void Sources_run_some_seconds_before_a_booking_begins_and_what_they_see_then_is_not_its()
    {
        var plan = new Plan(Plan.Ten.AddSeconds(-10));
        plan.Book(0, 45);

        plan.Go(TimeSpan.FromSeconds(4));
        var before = plan.State.Recordings;
        plan.Go(TimeSpan.FromSeconds(2));

        Assert.Empty(before);
        var recording = Assert.Single(plan.State.Recordings);
        Assert.False(recording.Takes(Plan.Ten.AddSeconds(-1), Plan.Ten));
        Assert.True(recording.Takes(Plan.Ten.AddSeconds(-0.9), Plan.Ten.AddSeconds(0.1)));
    }

    [Fact]
    public void Adjacent_bookings_share_the_fragment_around_their_border()
    {
        var plan = new Plan(Plan.Ten);
        plan.Book(0, 45);
        plan.Book(45, 45);

        plan.GoTo(45);
        plan.Go(TimeSpan.FromSeconds(1));

        var border = Plan.Ten.AddMinutes(45);
        Assert.Equal(2, plan.State.Recordings.Count(recording => recording.Takes(border.AddSeconds(-0.5), border.AddSeconds(0.5))));
        Assert.Equal(border, Assert.Single(plan.State.Recordings, recording => recording.Takes(border.AddSeconds(-2), border.AddSeconds(-1))).End);
        Assert.Equal(border, Assert.Single(plan.State.Recordings, recording => recording.Takes(border.AddSeconds(1), border.AddSeconds(2))).Start);
    }

    [Fact]
    public void An_agent_that_starts_within_a_booking_records_what_is_left_of_it()
    {
        var plan = new Plan(Plan.Ten.AddMinutes(20));
        var booking = plan.Book(0, 45);

        plan.Go(TimeSpan.Zero);

        Assert.Equal((booking.Id, plan.Now, booking.End), (plan.Current.Booking, plan.Current.Start, plan.Current.End));
    }

    [Theory, InlineData(30, 30), InlineData(60, 60), InlineData(10, 20)]
    public void A_changed_end_reaches_a_running_recording(double minutes, double ends)
    {
        var plan = new Plan(Plan.Ten);
        var booking = plan.Book(0, 45);
        plan.GoTo(20);

        plan.Change(booking, 0, minutes);
        plan.GoTo(90);

        Assert.Equal(Plan.Ten.AddMinutes(ends), Assert.Single(plan.All).End, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_cancelled_booking_ends_at_once()
    {
        var plan = new Plan(Plan.Ten);
        var booking = plan.Book(0, 45);
        plan.GoTo(20);

        plan.Cancel(booking);
        plan.GoTo(30);

        Assert.Equal(Plan.Ten.AddMinutes(20), Assert.Single(plan.All).End, TimeSpan.FromSeconds(1));
    }

    [Theory, InlineData(44.5), InlineData(46)]
    public void An_extended_booking_goes_on_when_it_is_over_by_the_tools_clock_and_in_the_schedule_no_more(double minutes)
    {
        var plan = new Plan(Plan.Ten);
        var booking = plan.Book(0, 45);
        plan.GoTo(20);
        plan.Order(OrderKind.Extend, 15);
        plan.GoTo(minutes);

        plan.Cancel(booking);
        plan.GoTo(70);

        Assert.Equal(Plan.Ten.AddMinutes(60), Assert.Single(plan.All).End);
    }

    [Fact]
    public void A_booking_goes_on_to_its_end_when_the_tools_clock_is_ahead()
    {
        var plan = new Plan(Plan.Ten);
        var booking = plan.Book(0, 45);
        plan.GoTo(44.5);

        plan.Cancel(booking);
        plan.GoTo(50);

        Assert.Equal(booking.End, Assert.Single(plan.All).End);
    }

    [Fact]
    public void What_is_extended_ends_for_the_next_booking_also_when_its_own_is_in_the_schedule_no_more()
    {
        var plan = new Plan(Plan.Ten);
        var booking = plan.Book(0, 45);
        var next = plan.Book(50, 45);
        plan.GoTo(20);
        plan.Order(OrderKind.Extend, 30);
        plan.GoTo(46);

        plan.Cancel(booking);
        plan.GoTo(51);

        Assert.Equal(next.Start, plan.All.Single(recording => recording.Booking == booking.Id).End);
    }

    [Fact]
    public void A_booking_that_is_moved_while_it_runs_ends_and_begins_again_as_another_recording()
    {
        var plan = new Plan(Plan.Ten);
        var booking = plan.Book(0, 45);
        plan.GoTo(2);

        plan.Change(booking, 60, 45);
        plan.GoTo(120);

        Assert.Equal([2, 105], plan.All.Select(recording => Math.Round((recording.End - Plan.Ten).TotalMinutes)));
        Assert.All(plan.All, recording => Assert.Equal(booking.Id, recording.Booking));
    }

    [Fact]
    public void A_booking_that_begins_ends_an_ad_hoc_recording()
    {
        var plan = new Plan(Plan.Ten);
        var booking = plan.Book(30, 45);
        plan.Order(OrderKind.Start, 60);

        plan.GoTo(31);

        Assert.Equal(booking.Id, plan.Current.Booking);
        Assert.Equal(booking.Start, Assert.Single(plan.All, recording => recording.Booking is null).End);
    }

    [Theory, InlineData(60), InlineData(-60), InlineData(0.05)]
    public void What_somebody_started_by_a_wrong_clock_keeps_its_length_and_its_pause(double minutes)
    {
        var plan = new Plan(Plan.Ten);
        plan.Order(OrderKind.Start, 45);
        plan.GoTo(10);
        plan.Order(OrderKind.Pause);

        plan.PutRight(TimeSpan.FromMinutes(minutes));

        Assert.True(plan.Current.IsPaused);
        Assert.False(plan.Current.Takes(plan.Now, plan.Now.AddSeconds(1)));
        plan.Go(TimeSpan.FromMinutes(1));
        Assert.Null(plan.Order(OrderKind.Resume));
        plan.Go(TimeSpan.FromMinutes(1));
        Assert.True(plan.Current.Takes(plan.Now.AddSeconds(-1), plan.Now));
        Assert.Equal(Plan.Ten.AddMinutes(45) + TimeSpan.FromMinutes(minutes), plan.Current.End);
    }

    [Theory, InlineData(30), InlineData(-30), InlineData(-0.05)]
    public void A_lecture_that_began_by_a_wrong_clock_goes_on_as_the_same_recording_to_its_true_end(double minutes)
    {
        var plan = new Plan(Plan.Ten.AddMinutes(45));
        var booking = plan.Book(0, 90);
        plan.Go(TimeSpan.FromMinutes(1));

        plan.PutRight(TimeSpan.FromMinutes(minutes));

        Assert.Equal(booking.End, Assert.Single(plan.All).End);
        Assert.True(plan.Current.Takes(plan.Now.AddSeconds(-1), plan.Now));
    }

    [Fact]
    public void A_schedule_that_is_lost_ends_nothing()
    {
        var plan = new Plan(Plan.Ten);
        plan.Book(0, 45);
        plan.GoTo(1);

        var state = Planner.Step(plan.State, null, plan.Now.AddMinutes(1));

        Assert.Same(plan.State, state);
        Assert.Empty(Planner.Step(plan.State, null, Plan.Ten.AddMinutes(46)).Recordings);
    }

    [Fact]
    public void A_recording_is_the_same_one_after_a_restart()
    {
        var plan = new Plan(Plan.Ten);
        plan.Book(0, 45);
        plan.GoTo(1);

        var kept = System.Text.Json.JsonSerializer.Serialize(plan.State, AgentJson.Default.PlanState);
        var read = System.Text.Json.JsonSerializer.Deserialize(kept, AgentJson.Default.PlanState)!;

        Assert.Equal(plan.Current.Id, read.Current(plan.Now)!.Id);
    }

    [Fact]
    public void A_plan_that_an_older_agent_wrote_is_read()
    {
        var read = System.Text.Json.JsonSerializer.Deserialize("{}", AgentJson.Default.PlanState)!;

        Assert.Empty(read.Recordings);
        Assert.Empty(read.Done);
    }
}
