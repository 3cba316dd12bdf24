using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Scheduling;
using Lectern.CaptureAgent.Tests.Support;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Schedules;

namespace Lectern.CaptureAgent.Tests.Recording;

public sealed class NextSizeTests
{
    private static readonly DateTimeOffset s_ten = new(2026, 3, 9, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(30, 0, 0, 1800)]
    [InlineData(0, 60, 90, 5400)]
    [InlineData(30, 60, 90, 7200)]
    [InlineData(0, 1500, 90, 0)]
    public void What_goes_on_and_the_next_booking_of_the_day_count_at_the_highest_rate(int left, int next, int minutes, int seconds)
    {
        var state = left == 0 ? PlanState.Empty : new PlanState
        {
            Recordings = [new PlannedRecording { Id = Guid.CreateVersion7(), Start = s_ten.AddHours(-1), End = s_ten.AddMinutes(left), Told = s_ten }],
        };
        var schedule = new Schedule("1", minutes == 0 ? [] : [Booking(next, minutes), Booking(next + 120, 600)]);

        Assert.Equal(seconds * (625_000L + 16_000), NextSize.Of([Room.Slides, Room.Sound], state, schedule, s_ten));
    }

    private static ScheduledBooking Booking(int from, int minutes) => new(Guid.CreateVersion7(), s_ten.AddMinutes(from), s_ten.AddMinutes(from + minutes), "Algebra");
}
