using Lectern.CaptureAgent.Scheduling;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Schedules;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.CaptureAgent.Tests.Scheduling;

/// <summary>A plan that is followed on a clock of its own, a look each 200 ms as the recorder does.</summary>
internal sealed class Plan
{
    public static readonly DateTimeOffset Ten = new(2026, 3, 9, 10, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider clock;
    private readonly List<ScheduledBooking> bookings = [];

    public Plan(DateTimeOffset now) => clock = new FakeTimeProvider(now);

    public PlanState State { get; private set; } = PlanState.Empty;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Every recording that was ever planned, as it last stood.</summary>
    public List<PlannedRecording> All { get; } = [];

    public PlannedRecording Current => State.Current(Now) ?? throw new InvalidOperationException("Nothing is recorded.");

    public ScheduledBooking Book(double from, double minutes)
    {
        var booking = new ScheduledBooking(Guid.CreateVersion7(), Ten.AddMinutes(from), Ten.AddMinutes(from + minutes), "Algebra");
        bookings.Add(booking);
        return booking;
    }

    public void Change(ScheduledBooking booking, double from, double minutes)
    {
        bookings.RemoveAll(other => other.Id == booking.Id);
        bookings.Add(booking with { Start = Ten.AddMinutes(from), End = Ten.AddMinutes(from + minutes) });
    }

    public void Cancel(ScheduledBooking booking) => bookings.RemoveAll(other => other.Id == booking.Id);

    public void Go(TimeSpan time)
    {
        for (var until = Now + time; ;)
        {
            Look();
            if (Now >= until)
            {
                return;
            }

            clock.Advance(TimeSpan.FromMilliseconds(200));
        }
    }

    /// <summary>Goes to a time in minutes after ten.</summary>
    public void GoTo(double minutes) => Go(Ten.AddMinutes(minutes) - Now);

    public string? Order(OrderKind kind, int? minutes = null, Guid? id = null)
    {
        (State, var problem) = OrderBook.Apply(State, new Order(id ?? Guid.CreateVersion7(), kind, minutes), Now);
        Look();
        return problem;
    }

    /// <summary>The clock was wrong by so much, and is put right.</summary>
    public void PutRight(TimeSpan by)
    {
        clock.AdjustTime(Now + by);
        State = State.Moved(by, Now);
        Look();
    }

    private void Look()
    {
        State = Planner.Step(State, new Schedule("1", [.. bookings.OrderBy(booking => booking.Start)]), Now);
        foreach (var recording in State.Recordings)
        {
            All.RemoveAll(other => other.Id == recording.Id);
            All.Add(recording);
        }
    }
}
