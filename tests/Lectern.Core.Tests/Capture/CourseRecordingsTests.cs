using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Boxes;
using Lectern.Core.Capture.CourseBookings;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Rooms;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Core.Tests.Capture;

/// <summary>What a course is told of a lecture that is over and of which nothing is here.</summary>
public sealed class CourseRecordingsTests
{
    private static readonly DateTimeOffset s_ended = Some.Instant.AddDays(1);
    private readonly Classroom _classroom = Some.Classroom();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // Heard and enrolled in minutes after its end, now in hours.
    [Theory]
    [InlineData(AddBox.System, 1, -600, 1, PastState.Coming)]
    [InlineData(AddBox.System, 360, -600, 6, PastState.Coming)]
    [InlineData(AddBox.System, 365, -600, 6.1, PastState.NothingHere)]
    [InlineData("Debian", -5, -600, 48, PastState.Coming)]
    [InlineData("Debian", null, -600, 1, PastState.Coming)]
    [InlineData("Debian", 5, -600, 1, PastState.NothingHere)]
    [InlineData("Debian", null, 5, 1, PastState.NothingHere)]
    [InlineData(null, null, 0, 1, PastState.NothingHere)]
    public async Task It_may_still_come_while_a_box_has_time_or_a_machine_was_not_heard_since(string? system, int? heard, int enrolled, double hours, PastState state)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var room = new Room { Name = "Hall", TimeZone = "Europe/Vienna", AddedAt = Some.Instant };
        var code = new EnrolmentCode { RoomId = room.Id, CodeHash = "x".PadRight(43, 'x'), SpentAt = Some.Instant };
        var device = new Device
        {
            RoomId = room.Id,
            CodeId = code.Id,
            KeyHash = "y".PadRight(43, 'y'),
            Machine = "pc",
            System = system ?? "",
            Agent = "1",
            EnrolledAt = s_ended.AddMinutes(enrolled),
            LastSeenAt = heard is { } minutes ? s_ended.AddMinutes(minutes) : null,
        };
        var booking = new Booking { RoomId = room.Id, CourseId = _classroom.Course.Id, Title = "Lecture", StartsAt = s_ended.AddHours(-1), EndsAt = s_ended };
        await database.AddAsync([.. _classroom.Rows, room, booking, .. system is null ? [] : new object[] { code, device }], Stop);

        var read = await new ReadCourseBookings(database.Contexts, new FakeTimeProvider(s_ended.AddHours(hours)))
            .RunAsync(Some.Launch(_classroom.Registration, _classroom.Teacher, _classroom.Collection), Stop);

        Assert.Equal(state, Assert.Single(read!.Past).State);
    }
}
