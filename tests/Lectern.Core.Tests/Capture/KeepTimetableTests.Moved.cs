using Lectern.Core.Capture.Bookings;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Tests.Capture;

public sealed partial class KeepTimetableTests
{
    [Fact]
    public async Task What_people_refused_or_changed_stays_so_when_its_rule_begins_at_another_hour()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var room = await RoomAsync(database);
        await ReadAsync(database, room, Weekly("a", "20261006T100000", "20261006T110000", 4));
        var booked = await OpenAsync(database, room);
        await new CancelBooking(database.Contexts, _signals, _time).RunAsync(room.Id, booked[1].Id, andLater: false, "test", Stop);
        await new ChangeBooking(database.Contexts, _signals, _time).RunAsync(room.Id, booked[2].Id, new BookingWish("Lecture", new BookedTime(booked[2].StartsAt, booked[2].EndsAt.AddHours(1))), room.Id, "test", Stop);

        foreach (var hour in (string[])["101500", "103000"])
        {
            await ReadAsync(database, room, Weekly("a", $"20261006T{hour}", "20261006T113000", 4));
        }

        await using var rows = database.CreateContext();
        var after = await rows.Bookings.OrderBy(row => row.StartsAt).ToListAsync(Stop);
        Assert.Equal(booked.Select(one => one.Id), after.Select(one => one.Id));
        Assert.Equal([false, true, false, false], after.Select(one => one.CancelledAt is not null));
        Assert.Equal(["06 08:30-09:30", "20 08:00-10:00", "27 09:30-10:30"], (await OpenAsync(database, room)).Select(Shown));
    }

    [Fact]
    public async Task The_only_one_of_a_name_that_people_refused_stays_refused_on_another_day()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var room = await RoomAsync(database);
        await ReadAsync(database, room, Weekly("a", "20261006T100000", "20261006T110000", 1));
        var booked = Assert.Single(await OpenAsync(database, room));
        await new CancelBooking(database.Contexts, _signals, _time).RunAsync(room.Id, booked.Id, andLater: false, "test", Stop);

        await ReadAsync(database, room, Weekly("a", "20261007T100000", "20261007T110000", 1));

        Assert.Empty(await OpenAsync(database, room));
    }

    [Theory, InlineData("101500", false), InlineData("150000", true)]
    public async Task Of_two_on_a_day_of_which_one_was_refused_what_is_left_is_the_nearest(string begins, bool takesPlace)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, Stop);
        var room = await RoomAsync(database);
        await ReadAsync(database, room, Weekly("a", "20261006T100000", "20261006T110000", 1).Replace("RRULE:FREQ=WEEKLY;COUNT=1", "RDATE;TZID=Europe/Vienna:20261006T140000", StringComparison.Ordinal));
        var booked = await OpenAsync(database, room);
        await new CancelBooking(database.Contexts, _signals, _time).RunAsync(room.Id, booked[0].Id, andLater: false, "test", Stop);

        await ReadAsync(database, room, Weekly("a", $"20261006T{begins}", "20261006T160000", 1));

        Assert.Equal(2, booked.Count);
        Assert.Equal(booked.Skip(1).Take(takesPlace ? 1 : 0).Select(one => one.Id), (await OpenAsync(database, room)).Select(one => one.Id));
    }
}
