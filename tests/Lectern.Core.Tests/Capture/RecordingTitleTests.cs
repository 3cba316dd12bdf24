using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Contexts;
using Lectern.Core.Jobs;
using Lectern.Core.Storage;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Core.Tests.Capture;

public sealed class RecordingTitleTests
{
    private readonly FakeTimeProvider _time = new(Some.Instant.AddDays(1));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task Recordings_of_one_booking_are_numbered_as_they_began_whichever_comes_first(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var classroom = Some.Classroom();
        var room = new Room { Name = "Hall", TimeZone = "Europe/Vienna", AddedAt = Some.Instant };
        var code = new EnrolmentCode { RoomId = room.Id, CodeHash = "x".PadRight(43, 'x'), SpentAt = Some.Instant };
        var device = new Device { RoomId = room.Id, CodeId = code.Id, KeyHash = "y".PadRight(43, 'y'), Machine = "pc", System = "Debian", Agent = "1", EnrolledAt = Some.Instant };
        var booking = new Booking { RoomId = room.Id, Title = "Algebra", StartsAt = Some.Instant, EndsAt = Some.Instant.AddHours(2), CourseId = classroom.Course.Id };
        var (first, second, third) = (RecordingOf(device, booking, 0, 10), RecordingOf(device, booking, 30, 40), RecordingOf(device, booking, 60, 70));
        first.VerifiedAt = null;
        await database.AddAsync([.. classroom.Rows, Some.Enrolment(classroom.Course, classroom.Teacher), room, code, device, booking, first, second, third], Stop);
        var make = new MakeRecordedVideo(database.Contexts, Options.Create(new StorageOptions()), new JobSignal(), _time, NullLogger<MakeRecordedVideo>.Instance);

        await make.RunWaitingAsync(Stop);
        await using var rows = database.CreateContext();
        await rows.Recordings.Where(row => row.Id == first.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.VerifiedAt, Some.Instant), Stop);
        await make.RunWaitingAsync(Stop);

        var titles = new List<string>();
        foreach (var recording in (Recording[])[first, second, third])
        {
            titles.Add(await rows.Recordings.Where(row => row.Id == recording.Id).Select(row => rows.Videos.Single(video => video.Id == row.VideoId).Title).SingleAsync(Stop));
        }

        Assert.Equal(["", ", part 2", ", part 3"], titles.Select(title => title[titles[0].Length..]));
        Assert.StartsWith("Algebra 2", titles[0], StringComparison.Ordinal);
    }

    private static Recording RecordingOf(Device device, Booking booking, int from, int to)
    {
        var recording = new Recording { Id = Guid.CreateVersion7(), DeviceId = device.Id, BookingId = booking.Id, StartedAt = Some.Instant.AddMinutes(from), EndedAt = Some.Instant.AddMinutes(to), VerifiedAt = Some.Instant };
        recording.Sources.Add(new RecordingSource { RecordingId = recording.Id, Name = "slides" });
        recording.Parts.Add(new RecordingPart { RecordingId = recording.Id, Source = "slides", Number = 1, UploadId = Guid.CreateVersion7(), Length = 100 });
        return recording;
    }
}
