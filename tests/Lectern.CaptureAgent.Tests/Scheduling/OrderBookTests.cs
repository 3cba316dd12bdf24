using Lectern.CaptureAgent.Scheduling;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Tests.Scheduling;

public sealed class OrderBookTests
{
    [Fact]
    public void An_ad_hoc_recording_ends_when_its_minutes_are_over()
    {
        var plan = new Plan(Plan.Ten);

        plan.Order(OrderKind.Start, 10);
        plan.GoTo(20);

        var recording = Assert.Single(plan.All);
        Assert.Equal((null, Plan.Ten, Plan.Ten.AddMinutes(10)), (recording.Booking, recording.Start, recording.End));
    }

    [Fact]
    public void A_second_start_is_refused_while_one_goes_on()
    {
        var plan = new Plan(Plan.Ten);
        plan.Order(OrderKind.Start);

        Assert.NotNull(plan.Order(OrderKind.Start));
        Assert.Single(plan.All);
    }

    [Fact]
    public void What_is_seen_in_a_pause_or_touches_it_belongs_to_no_recording()
    {
        var plan = new Plan(Plan.Ten);
        plan.Book(0, 45);
        plan.GoTo(10);

        plan.Order(OrderKind.Pause);
        plan.GoTo(12);
        plan.Order(OrderKind.Resume);
        plan.GoTo(13);

        Assert.True(Takes(9.9));
        Assert.False(Takes(10));
        Assert.False(Takes(11));
        Assert.False(Takes(12));
        Assert.True(Takes(12.1));
        bool Takes(double minutes) => plan.Current.Takes(Plan.Ten.AddMinutes(minutes).AddSeconds(-0.5), Plan.Ten.AddMinutes(minutes).AddSeconds(0.5));
    }

    [Fact]
    public void A_pause_ends_with_its_recording_and_not_with_the_next_booking()
    {
        var plan = new Plan(Plan.Ten);
        plan.Book(0, 45);
        plan.Book(45, 45);
        plan.GoTo(44);

        plan.Order(OrderKind.Pause);
        plan.GoTo(46);

        Assert.False(plan.Current.IsPaused);
    }

    [Fact]
    public void Extending_moves_the_end_until_the_schedule_says_otherwise()
    {
        var plan = new Plan(Plan.Ten);
        var booking = plan.Book(0, 45);
        plan.GoTo(10);

        plan.Order(OrderKind.Extend, 15);
        plan.GoTo(20);
        var extended = plan.Current.End;
        plan.Change(booking, 0, 50);
        plan.GoTo(21);

        Assert.Equal(Plan.Ten.AddMinutes(60), extended);
        Assert.Equal(Plan.Ten.AddMinutes(50), plan.Current.End);
    }

    [Fact]
    public void Nothing_is_extended_into_the_next_booking()
    {
        var plan = new Plan(Plan.Ten);
        plan.Book(0, 45);
        var next = plan.Book(50, 45);
        plan.GoTo(10);

        plan.Order(OrderKind.Extend, 30);

        Assert.Equal(next.Start, plan.Current.End);
    }

    [Fact]
    public void A_stopped_booking_does_not_begin_again()
    {
        var plan = new Plan(Plan.Ten);
        plan.Book(0, 45);
        plan.GoTo(10);

        plan.Order(OrderKind.Stop);
        plan.GoTo(60);

        Assert.Equal(Plan.Ten.AddMinutes(10), Assert.Single(plan.All).End);
        Assert.Empty(Planner.Step(plan.State, null, Plan.Ten.AddDays(1).AddMinutes(45)).Stopped);
    }

    [Fact]
    public void A_stopped_booking_does_not_begin_again_by_a_clock_that_leaps_past_its_end_and_back()
    {
        var plan = new Plan(Plan.Ten);
        plan.Book(0, 45);
        plan.GoTo(10);
        plan.Order(OrderKind.Stop);
        plan.GoTo(11);

        plan.PutRight(TimeSpan.FromHours(2));
        plan.Go(TimeSpan.FromSeconds(1));
        plan.PutRight(TimeSpan.FromHours(-2));
        plan.GoTo(40);

        Assert.Equal(Plan.Ten.AddMinutes(10), Assert.Single(plan.All).End);
    }

    [Theory, InlineData(60), InlineData(-5), InlineData(-60)]
    public void What_was_stopped_stays_so_by_a_clock_that_is_set_a_moment_later(double minutes)
    {
        var plan = new Plan(Plan.Ten.AddMinutes(60));
        plan.Book(0, 90);
        plan.GoTo(70);
        plan.Order(OrderKind.Stop);
        plan.Go(TimeSpan.FromSeconds(1));

        plan.PutRight(TimeSpan.FromMinutes(minutes));
        plan.Go(TimeSpan.FromMinutes(2));

        Assert.Empty(plan.State.Recordings);
        Assert.Equal(Plan.Ten.AddMinutes(70 + minutes), Assert.Single(plan.All).End);
    }

    [Fact]
    public void After_a_stopped_booking_something_else_may_be_recorded_in_its_time()
    {
        var plan = new Plan(Plan.Ten);
        plan.Book(0, 45);
        plan.GoTo(10);
        plan.Order(OrderKind.Stop);
        plan.GoTo(11);

        Assert.Null(plan.Order(OrderKind.Start, 10));
        Assert.Null(plan.Current.Booking);
    }

    [Fact]
    public void The_rest_of_a_stopped_booking_belongs_to_who_books_it()
    {
        var plan = new Plan(Plan.Ten);
        plan.Book(0, 45);
        plan.GoTo(10);
        plan.Order(OrderKind.Stop);
        var rest = plan.Book(15, 15);

        plan.GoTo(60);

        Assert.Equal([Plan.Ten.AddMinutes(10), rest.End], plan.All.Select(recording => recording.End));
        Assert.Equal(rest.Id, plan.All[1].Booking);
    }

    [Fact]
    public void An_order_that_comes_twice_is_carried_out_once()
    {
        var plan = new Plan(Plan.Ten);
        plan.Book(0, 45);
        plan.GoTo(10);
        var id = Guid.CreateVersion7();

        plan.Order(OrderKind.Extend, 5, id);
        var problem = plan.Order(OrderKind.Extend, 5, id);

        Assert.Null(problem);
        Assert.Equal(Plan.Ten.AddMinutes(50), plan.Current.End);
    }

    [Theory]
    [InlineData(OrderKind.Pause)]
    [InlineData(OrderKind.Resume)]
    [InlineData(OrderKind.Extend)]
    [InlineData(OrderKind.Stop)]
    public void With_nothing_recorded_there_is_nothing_to_order(OrderKind kind)
    {
        var plan = new Plan(Plan.Ten);

        Assert.NotNull(plan.Order(kind, 5));
    }
}
