using System.Net;
using System.Net.Http.Json;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Orders;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Contexts;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Capture;

/// <summary>A room's second machine, which stands by.</summary>
public sealed class StandbyTests(Apps apps) : IClassFixture<Apps>
{
    // Of each of four fragments, when a machine recorded from the start to the end that it told of.
    private const double Whole = 90 * 60 / 4;

    private static readonly DateTimeOffset Ended = new(2026, 9, 7, 8, 30, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task It_takes_nobodys_place_has_the_same_bookings_and_speaks_for_nobody(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var first = await Machine.InNewRoomAsync(app);
        using var spare = await BesideAsync(app, first);
        var booking = await BookAsync(app, first);
        await app.Get<GiveOrder>().RunAsync(first.Room, OrderKind.Pause, null, null, "operator", Stop);
        await app.Get<GiveOrder>().RunAsync(first.Room, OrderKind.Start, 10, null, "operator", Stop);

        var (mine, theirs) = (await first.GetAsync(CapturePaths.Schedule, CaptureJson.Default.Schedule), await spare.GetAsync(CapturePaths.Schedule, CaptureJson.Default.Schedule));
        var spareOrders = await spare.GetAsync(CapturePaths.Orders, CaptureJson.Default.Orders);
        using var reported = await spare.SendAsync(HttpMethod.Post, CapturePaths.Orders, JsonContent.Create(new OrderResult(spareOrders.Waiting[0].Id), CaptureJson.Default.OrderResult));
        var firstOrders = await first.GetAsync(CapturePaths.Orders, CaptureJson.Default.Orders);
        using var told = await spare.SendAsync(HttpMethod.Post, CapturePaths.Status, JsonContent.Create(RingingAt(app.Time.GetUtcNow()), CaptureJson.Default.AgentStatus));
        using var picture = await spare.SendAsync(HttpMethod.Put, $"{CapturePaths.Pictures}/slides", new ByteArrayContent([0xFF, 0xD8, 0xFF, 0xE0]));

        Assert.Equal((booking.Id, booking.Id), (Assert.Single(mine.Bookings).Id, Assert.Single(theirs.Bookings).Id));
        Assert.Equal([OrderKind.Pause], spareOrders.Waiting.Select(order => order.Kind));
        Assert.Equal([OrderKind.Pause, OrderKind.Start], firstOrders.Waiting.Select(order => order.Kind));
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.OK), (reported.StatusCode, told.StatusCode));
        Assert.False((await spare.GetAsync(CapturePaths.Settings, CaptureJson.Default.AgentSettings)).Pictures);
        Assert.False(picture.IsSuccessStatusCode);
        await using var rows = app.Rows();
        Assert.False(await rows.RoomAlarms.AnyAsync(alarm => alarm.RoomId == first.Room, Stop));
        Assert.True((await rows.Devices.SingleAsync(device => device.Id == first.Id, Stop)).Records);
    }

    [Theory, DatabaseData]
    public async Task A_new_machine_that_stands_by_takes_the_place_of_the_one_that_did(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var first = await Machine.InNewRoomAsync(app);
        using var old = await BesideAsync(app, first);
        using var spare = await BesideAsync(app, first);

        await using var rows = app.Rows();
        var records = (await rows.Devices.Where(device => device.RoomId == first.Room).ToListAsync(Stop)).Where(device => device.Records).Select(device => device.Id);
        Assert.Equal(((IEnumerable<Guid>)[first.Id, spare.Id]).Order(), records.Order());
    }

    [Theory, DatabaseData]
    public async Task What_it_recorded_is_wanted_ten_minutes_after_the_end_if_the_other_has_brought_nothing(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var first = await Machine.InNewRoomAsync(app);
        using var spare = await BesideAsync(app, first);
        var booking = await BookAsync(app, first);
        var now = app.Time.GetUtcNow();

        var (recording, adHoc) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var running = await AskAsync(spare, recording, booking.Id, null);
        var early = await AskAsync(spare, recording, booking.Id, now.AddMinutes(-9));
        var late = await AskAsync(spare, recording, booking.Id, now.AddMinutes(-10));
        var own = await AskAsync(spare, adHoc, null, null);
        var others = await AskAsync(first, Guid.CreateVersion7(), booking.Id, null);

        Assert.Equal((SpareWish.Keep, SpareWish.Keep, null), (running, early, late));
        Assert.Equal((null, null), (own, others));
        await using var rows = app.Rows();
        Assert.Equal(2, await rows.Recordings.CountAsync(row => row.DeviceId == spare.Id, Stop));
    }

    [Theory, DatabaseData]
    public async Task Once_the_others_is_held_whole_it_is_told_to_forget_its_own(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var first = await Machine.InNewRoomAsync(app);
        using var spare = await BesideAsync(app, first);
        var booking = await BookAsync(app, first);
        var part = await RecordedPartOf.BeginAsync(first, booking.Id, lasting: Whole);
        await part.SendAllAsync();
        var begun = await RecordedPartOf.BeginAsync(spare, booking.Id, ended: Ended, lasting: Whole);
        await begun.SendAsync(0, 2);

        Assert.True(await part.EndAsync(part.End));

        Assert.Equal((SpareWish.Keep, SpareWish.Forget), (await AskAsync(spare, begun.Recording, booking.Id, null), await AskAsync(spare, begun.Recording, booking.Id, Ended)));
        await using var rows = app.Rows();
        Assert.Equal(part.Recording, (await rows.RecordingParts.SingleAsync(row => row.RecordingId == part.Recording || row.RecordingId == begun.Recording, Stop)).RecordingId);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(75)]
    public async Task Where_the_other_holds_nothing_or_a_piece_its_own_is_brought_and_becomes_a_video_too(double lasting)
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var first = await Machine.InNewRoomAsync(app);
        using var spare = await BesideAsync(app, first);
        var visit = app.Teacher();
        await app.NewBrowser().LaunchAsync(visit);
        await using var rows = app.Rows();
        var booking = await BookAsync(app, first, await rows.Courses.SingleAsync(course => course.ContextId == visit.Course, Stop));
        var piece = await RecordedPartOf.BeginAsync(first, booking.Id, lasting: lasting);
        await piece.SendAllAsync();
        Assert.True(await (lasting == 0 ? piece.EndAsync() : piece.EndAsync(piece.End)));

        var own = await RecordedPartOf.BeginAsync(spare, booking.Id, ended: Ended, lasting: Whole);
        await own.SendAllAsync();
        Assert.True(await own.EndAsync(own.End));

        var videos = await rows.Recordings.Where(row => row.BookingId == booking.Id && row.VideoId != null).Select(row => row.Id).ToListAsync(Stop);
        Assert.Equal(lasting == 0 ? [own.Recording] : ((IEnumerable<Guid>)[piece.Recording, own.Recording]).Order(), videos.Order());
    }

    [Theory, DatabaseData]
    public async Task Of_two_that_are_brought_whole_at_once_one_becomes_a_video_and_the_other_nothing(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var first = await Machine.InNewRoomAsync(app);
        using var spare = await BesideAsync(app, first);
        var visit = app.Teacher();
        await app.NewBrowser().LaunchAsync(visit);
        await using var rows = app.Rows();
        var booking = await BookAsync(app, first, await rows.Courses.SingleAsync(course => course.ContextId == visit.Course, Stop));
        RecordedPartOf[] parts = [await RecordedPartOf.BeginAsync(first, booking.Id, lasting: Whole), await RecordedPartOf.BeginAsync(spare, booking.Id, ended: Ended, lasting: Whole)];
        await Task.WhenAll(parts.Select(part => part.SendAllAsync()));

        var answers = await Task.WhenAll(parts.Select(part => part.EndAsync(part.End)));

        Assert.All(answers, Assert.True);
        var recordings = await rows.Recordings.Include(row => row.Parts).Where(row => row.BookingId == booking.Id).ToListAsync(Stop);
        Assert.Single(recordings, row => row.VideoId is not null && row.Parts.Count == 1);
        Assert.Single(recordings, row => row.VideoId is null && row.Parts.Count == 0 && row.VerifiedAt is not null);
        Assert.True(await parts[0].EndAsync(parts[0].End) && await parts[1].EndAsync(parts[1].End));
        await app.Get<MakeRecordedVideo>().RunWaitingAsync(Stop);
        Assert.Equal(1, await rows.Videos.CountAsync(video => video.Title.StartsWith(booking.Title), Stop));
    }

    private static async Task<Machine> BesideAsync(LecternApp app, Machine first)
    {
        var spare = new Machine(app);
        await spare.EnrolAsync(first.Room, standsBy: true);
        return spare;
    }

    private static async Task<Booking> BookAsync(LecternApp app, Machine machine, Course? course = null)
    {
        var now = app.Time.GetUtcNow();
        var booking = new Booking
        {
            RoomId = machine.Room,
            StartsAt = now,
            EndsAt = now.AddHours(1),
            Title = Visit.Unique("Week 10: vectors"),
            CourseId = course?.Id,
            BookedAt = now.AddDays(-1),
        };
        await app.Database.AddAsync([booking], Stop);
        return booking;
    }

    private static async Task<SpareWish?> AskAsync(Machine machine, Guid recording, Guid? booking, DateTimeOffset? ended)
    {
        var notice = new RecordingNotice(booking, null, new DateTimeOffset(2026, 9, 7, 7, 0, 0, TimeSpan.Zero), [new("slides", SourceRole.Slides)], ended);
        using var response = await machine.SendAsync(HttpMethod.Put, $"{CapturePaths.Recordings}/{recording:n}", JsonContent.Create(notice, CaptureJson.Default.RecordingNotice));
        return response.StatusCode == HttpStatusCode.NoContent ? null : (await Machine.ReadAsync(response, CaptureJson.Default.SpareAnswer)).Wish;
    }

    private static AgentStatus RingingAt(DateTimeOffset now) => new()
    {
        At = now, Agent = "1.2.3", FreeBytes = 1, DiskBytes = 2, QueuedBytes = 0, Alarms = [new Alarm(AlarmKind.DiskSpace, null, now)],
    };
}
