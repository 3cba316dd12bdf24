using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Telling;
using Lectern.Core.Governance;
using Lectern.TestSupport.Databases;
using Lectern.Web.Capture.Telling;
using Lectern.Web.Tests.Admin;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Capture;

/// <summary>Who is told of what, by mail and by webhook.</summary>
public sealed class TellingTests(TellingApps apps) : IClassFixture<TellingApps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task An_alarm_is_told_once_when_it_begins_and_once_when_it_has_ended_for_good(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        var (to, room, secret) = await SetUpAsync(app);
        var alarm = new KeptAlarm { RoomId = room, Kind = RoomAlarmKind.NoSignal, Source = "slides", Since = app.Time.GetUtcNow() };
        await app.Database.AddAsync([alarm], Stop);

        await TellAsync(app);
        await TellAsync(app);
        var began = Assert.Single(MailsTo(to, room));
        var post = Assert.Single(apps.Hook.Posts, post => post.Body.Contains(room.ToString(), StringComparison.Ordinal));
        await EndAsync(app, alarm);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await TellAsync(app);
        var early = MailsTo(to, room).Count;
        app.Time.Advance(TimeSpan.FromMinutes(2));
        await TellAsync(app);
        await TellAsync(app);

        Assert.Contains("has no signal from slides.", began, StringComparison.Ordinal);
        Assert.Contains("\nSince ", began, StringComparison.Ordinal);
        Assert.Contains($"{app.Url}/admin/rooms/{room}", began, StringComparison.Ordinal);
        Assert.Equal(Sign(secret, $"{post.Timestamp}.{post.Body}"), post.Signature);
        using var facts = JsonDocument.Parse(post.Body);
        Assert.Equal(("alarm.began", "NoSignal", "slides"), (facts.RootElement.GetProperty("event").GetString(), facts.RootElement.GetProperty("kind").GetString(), facts.RootElement.GetProperty("source").GetString()));
        Assert.Equal(1, early);
        Assert.Equal(2, MailsTo(to, room).Count);
        Assert.Contains("Well again", MailsTo(to, room)[1], StringComparison.Ordinal);
    }

    [Theory, DatabaseData]
    public async Task What_a_server_does_not_take_goes_again_later_under_the_same_id_and_what_was_taken_does_not(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        var (to, room, _) = await SetUpAsync(app);
        await app.Database.AddAsync([new KeptAlarm { RoomId = room, Kind = RoomAlarmKind.Offline, Since = app.Time.GetUtcNow() }], Stop);
        (apps.Mail.Refuses, apps.Hook.Answer) = (true, HttpStatusCode.Redirect);

        await TellAsync(app);
        await TellAsync(app);
        var refused = apps.Hook.Posts.Count(post => post.Body.Contains(room.ToString(), StringComparison.Ordinal));
        (apps.Mail.Refuses, apps.Hook.Answer) = (false, HttpStatusCode.OK);
        app.Time.Advance(TimeSpan.FromSeconds(61));
        await TellAsync(app);

        var posts = apps.Hook.Posts.Where(post => post.Body.Contains(room.ToString(), StringComparison.Ordinal)).ToList();
        Assert.Equal((1, 2), (refused, posts.Count));
        Assert.Equal(posts[0].Delivery, posts[1].Delivery);
        var mail = Assert.Single(MailsTo(to, room));
        await using var rows = app.Rows();
        var message = await rows.OutgoingMessages.SingleAsync(m => m.To == to && m.Body.Contains(room.ToString()), Stop);
        Assert.Contains($"Message-Id: <{message.Id:n}@127.0.0.1>", mail, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((2, null), (message.Attempts, message.Problem));
        Assert.NotNull(message.SentAt);
    }

    [Fact]
    public async Task A_room_has_addresses_of_its_own_beside_those_of_all_rooms_or_in_their_place()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var it = await Operator.SignInAsync(app);
        var (to, room, _) = await SetUpAsync(app);
        var (other, own, page) = (await Machine.NewRoomAsync(app), $"{Guid.CreateVersion7():n}@building.example", $"/admin/rooms/{room}/alerts");

        using var wrong = await Form.SendAsync(it, page, page, ("mailTo", "nobody"));
        using var beside = await Form.SendAsync(it, page, page, ("mailTo", own));
        using var tested = await Form.SendAsync(it, page, $"{page}?handler=Test");
        await RingAsync(app, room, other);
        var (both, ofOther) = ((MailsTo(to, room).Count, MailsTo(own, room).Count), (MailsTo(to, other).Count, MailsTo(own, other).Count));
        using var alone = await Form.SendAsync(it, page, page, ("mailTo", own), ("alone", "true"));
        await RingAsync(app, room, other);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect, HttpStatusCode.Redirect), (wrong.StatusCode, beside.StatusCode, alone.StatusCode));
        Assert.Contains("on its way", await tested.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(((2, 2), (1, 0)), (both, ofOther));
        Assert.Equal(((2, 3), (2, 0)), ((MailsTo(to, room).Count, MailsTo(own, room).Count), (MailsTo(to, other).Count, MailsTo(own, other).Count)));
        Assert.Contains(apps.Mail.Taken, mail => mail.To == own && mail.Text.Contains("A test of the alarms of", StringComparison.Ordinal));
    }

    private static async Task RingAsync(LecternApp app, params Guid[] rooms)
    {
        await app.Database.AddAsync(rooms.Select(room => new KeptAlarm { RoomId = room, Kind = RoomAlarmKind.Silence, Source = Visit.Unique("sound"), Since = app.Time.GetUtcNow() }), Stop);
        await TellAsync(app);
    }

    [Theory, DatabaseData]
    public async Task What_was_taken_to_be_sent_by_a_process_that_died_is_sent_by_another(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        var (to, room, _) = await SetUpAsync(app);
        await app.Database.AddAsync([new KeptAlarm { RoomId = room, Kind = RoomAlarmKind.DiskSpace, Since = app.Time.GetUtcNow() }], Stop);
        var texts = app.Get<TellAlarms>();
        await texts.RunAsync(news => new NewsText("Full", $"{news.Room.Id}"), Stop);
        while (await app.Get<Outbox>().TakeAsync(MessageWay.Mail, Stop) is not null)
        {
            // Taken, and never reported.
        }

        await TellAsync(app);
        var before = MailsTo(to, room).Count;
        app.Time.Advance(TimeSpan.FromMinutes(2));
        await TellAsync(app);

        Assert.Equal((0, 1), (before, MailsTo(to, room).Count));
    }

    [Fact]
    public async Task One_alarm_that_can_t_be_told_keeps_no_other_from_it()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        var (to, room, _) = await SetUpAsync(app);
        var other = await Machine.NewRoomAsync(app);
        await app.Database.AddAsync([Told(app, room, RoomAlarmKind.Overload, null), Told(app, other, RoomAlarmKind.Overload, null)], Stop);

        await app.Get<TellAlarms>().RunAsync(news => news.Room.Id == room ? throw new InvalidOperationException() : new NewsText("Busy", $"{news.Room.Id}"), Stop);
        await SendAsync(app);
        var (untold, told) = (MailsTo(to, room).Count, MailsTo(to, other).Count);
        await TellAsync(app);

        Assert.Equal((0, 1), (untold, told));
        Assert.Single(MailsTo(to, room));
    }

    [Fact]
    public async Task A_post_is_JSON_that_fits_its_column_however_its_texts_are_escaped()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        var (_, room, _) = await SetUpAsync(app);
        var booking = await BookAsync(app, room, app.Time.GetUtcNow().AddHours(1), string.Concat(Enumerable.Repeat("🎓", 100)));
        await app.Database.AddAsync([Told(app, room, RoomAlarmKind.Preflight, null, booking.Id)], Stop);

        await app.Get<TellAlarms>().RunAsync(_ => new NewsText(string.Concat(Enumerable.Repeat("\"🎓ö", 300)), "text"), Stop);

        await using var rows = app.Rows();
        var post = await rows.OutgoingMessages.SingleAsync(m => m.Way == MessageWay.Hook && m.Body.Contains(room.ToString()), Stop);
        Assert.InRange(post.Body.Length, 1, OutgoingMessage.LongestBody);
        using var facts = JsonDocument.Parse(post.Body);
        Assert.StartsWith("\"🎓ö", facts.RootElement.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("🎓", facts.RootElement.GetProperty("booking").GetProperty("title").GetString(), StringComparison.Ordinal);
        await SendAsync(app);
    }

    [Fact]
    public async Task Posts_go_out_while_the_mail_server_is_away_and_it_is_asked_once_a_round()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        var (to, room, _) = await SetUpAsync(app);
        var other = await Machine.NewRoomAsync(app);
        await app.Database.AddAsync([Told(app, room, RoomAlarmKind.Overload, null), Told(app, other, RoomAlarmKind.Overload, null)], Stop);
        apps.Mail.HangsUp = true;

        await TellAsync(app);
        apps.Mail.HangsUp = false;

        await using var rows = app.Rows();
        Assert.Equal([0, 1], await rows.OutgoingMessages.Where(m => m.To == to).OrderBy(m => m.Attempts).Select(m => m.Attempts).ToListAsync(Stop));
        Assert.Equal(2, apps.Hook.Posts.Count(post => post.Body.Contains(room.ToString(), StringComparison.Ordinal) || post.Body.Contains(other.ToString(), StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(25, false)]
    public async Task That_a_failed_recording_goes_on_is_told_and_that_its_alarm_is_old_is_not(int hours, bool isTold)
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        var (to, room, _) = await SetUpAsync(app);
        var booking = await BookAsync(app, room, app.Time.GetUtcNow().AddHours(-1 - hours), "Algorithms");
        await app.Database.AddAsync([Told(app, room, RoomAlarmKind.RecordingFailed, app.Time.GetUtcNow().AddMinutes(-3), booking.Id)], Stop);

        await TellAsync(app);

        Assert.Equal(isTold ? 1 : 0, MailsTo(to, room).Count);
    }

    [Fact]
    public async Task A_timetable_that_needs_a_look_is_told_as_such_and_stands_on_the_page_of_a_room_without_a_machine()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        var (to, room, _) = await SetUpAsync(app);
        using var it = await Operator.SignInAsync(app);
        await app.Database.AddAsync([Told(app, room, RoomAlarmKind.Timetable, null)], Stop);

        await TellAsync(app);

        Assert.DoesNotContain("is not heard from", Assert.Single(MailsTo(to, room)), StringComparison.Ordinal);
        Assert.Contains("its timetable can't be read, or many lectures are suddenly missing", WebUtility.HtmlDecode(await PageAsync(it, room)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PublishRule.Draft, false, true)]
    [InlineData(PublishRule.AtOnce, true, true)]
    [InlineData(PublishRule.AfterHours, false, false)]
    [InlineData(PublishRule.AfterCaptions, false, false)]
    public async Task A_lecturer_is_told_where_their_recording_is_once_its_rule_has_let_it_out(PublishRule rule, bool isOut, bool isTold)
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        await SetUpAsync(app);
        using var machine = await Machine.InNewRoomAsync(app);
        var visit = app.Teacher();
        await app.NewBrowser().LaunchAsync(visit);
        var to = $"{Guid.CreateVersion7():n}@lecturers.example";
        await using var rows = app.Rows();
        var course = await rows.Courses.SingleAsync(row => row.ContextId == visit.Course, Stop);
        await rows.People.Where(p => rows.Enrolments.Any(e => e.CourseId == course.Id && e.PersonId == p.Id)).ExecuteUpdateAsync(set => set.SetProperty(p => p.Email, to), Stop);
        var ended = app.Time.GetUtcNow().AddMinutes(-10);
        var booking = new Booking { RoomId = machine.Room, StartsAt = ended.AddHours(-1), EndsAt = ended, Title = Visit.Unique("Algorithms"), CourseId = course.Id, Publish = rule, PublishHours = 720, BookedAt = ended.AddDays(-1) };
        await app.Database.AddAsync([booking], Stop);
        var part = await RecordedPartOf.BeginAsync(machine, booking.Id);
        await part.SendAllAsync();
        Assert.True(await part.EndAsync(part.End));

        await TellAsync(app);
        var unplayable = MailsTo(to).Count;
        await rows.Videos.Where(v => v.Title.StartsWith(booking.Title)).ExecuteUpdateAsync(set => set.SetProperty(v => v.StreamVersion, "v1"), Stop);
        await TellAsync(app);
        await TellAsync(app);

        Assert.Equal(0, unplayable);
        Assert.Equal(isTold ? 1 : 0, MailsTo(to).Count);
        Assert.All(MailsTo(to), mail => Assert.Contains(isOut ? "those it is for see it now" : "It is a draft", mail.ReplaceLineEndings(" "), StringComparison.Ordinal));
        await rows.Items.Where(item => item.Video.Title.StartsWith(booking.Title) && item.AvailableFrom != null).ExecuteUpdateAsync(set => set.SetProperty(item => item.AvailableFrom, ended), Stop);
        await TellAsync(app);
        Assert.Equal(rule == PublishRule.AfterCaptions ? 0 : 1, MailsTo(to).Count);
    }

    [Fact]
    public async Task The_operator_says_where_alarms_go_sees_the_secret_once_and_sends_a_test()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var it = await Operator.SignInAsync(app);
        const string Page = "/admin/rooms/alerts";
        var to = $"{Guid.CreateVersion7():n}@it.example";

        using var noAddress = await Form.SendAsync(it, Page, Page, ("mailTo", "nobody"), ("hookUrl", ""));
        using var noUrl = await Form.SendAsync(it, Page, Page, ("mailTo", to), ("hookUrl", "ftp://example.edu/"));
        using var saved = await Form.SendAsync(it, Page, Page, ("mailTo", $"{to}\r\n"), ("hookUrl", $"http://{apps.Hook.Authority}/"), ("tellsLecturers", "true"));
        using var secret = await Form.SendAsync(it, Page, $"{Page}?handler=Secret");
        using var test = await Form.SendAsync(it, Page, $"{Page}?handler=Test");
        await SendAsync(app);
        using var after = await it.GetAsync(Page);

        Assert.Contains("Write one mail address a line", await noAddress.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Contains("begins with https://", await noUrl.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var shown = (await Html.ReadAsync(secret)).QuerySelector("#hook-secret")!.GetAttribute("value")!;
        Assert.Equal(43, shown.Length);
        var page = await after.Content.ReadAsStringAsync(Stop);
        Assert.DoesNotContain(shown, page, StringComparison.Ordinal);
        Assert.Contains(to, page, StringComparison.Ordinal);
        Assert.Contains("taken ", page, StringComparison.Ordinal);
        Assert.Contains("A test of Lectern", Assert.Single(MailsTo(to)), StringComparison.Ordinal);
        await using var rows = app.Rows();
        Assert.Equal(3, await rows.Audit.Where(a => a.Act == Acts.ChangeAlerts || a.Act == Acts.MakeAlertSecret || a.Act == Acts.TestAlerts).Select(a => a.Act).Distinct().CountAsync(Stop));
        Assert.DoesNotContain(shown, (await rows.AlertSettings.SingleAsync(Stop)).HookSecret!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_looks_after_an_alarm_says_so_on_the_wall_and_all_see_it()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var it = await Operator.SignInAsync(app);
        using var machine = await Machine.InNewRoomAsync(app);
        app.Time.Advance(TimeSpan.FromMinutes(5));
        await app.Get<WatchRooms>().RunAsync(Stop);
        await using var rows = app.Rows();
        var alarm = await rows.RoomAlarms.SingleAsync(a => a.RoomId == machine.Room, Stop);

        using var unnamed = await Form.SendAsync(it, "/admin/rooms", "/admin/rooms?handler=Seen", ("alarm", alarm.Id.ToString()), ($"by-{alarm.Id}", " "));
        var before = await PageAsync(it, machine.Room);
        using var seen = await Form.SendAsync(it, "/admin/rooms", "/admin/rooms?handler=Seen", ("alarm", alarm.Id.ToString()), ($"by-{alarm.Id}", "Ada from IT"));

        Assert.Contains("I look after it", before, StringComparison.Ordinal);
        Assert.Contains("Seen by Ada from IT, ", await PageAsync(it, machine.Room), StringComparison.Ordinal);
        Assert.True(await rows.Audit.AnyAsync(a => a.Act == Acts.AcknowledgeAlarm && a.Subject == machine.Room.ToString(), Stop));
    }

    // One that has ended was told when it began.
    private static KeptAlarm Told(LecternApp app, Guid room, RoomAlarmKind kind, DateTimeOffset? until, Guid booking = default)
    {
        var since = app.Time.GetUtcNow().AddMinutes(-10);
        return new KeptAlarm { RoomId = room, Kind = kind, BookingId = booking, Since = since, Until = until, ToldAt = until is null ? null : since };
    }

    private static async Task<Booking> BookAsync(LecternApp app, Guid room, DateTimeOffset starts, string title)
    {
        var booking = new Booking { RoomId = room, StartsAt = starts, EndsAt = starts.AddHours(1), Title = title, BookedAt = starts.AddDays(-1) };
        await app.Database.AddAsync([booking], Stop);
        return booking;
    }

    private static async Task<string> PageAsync(Browser it, Guid room)
    {
        using var page = await it.GetAsync($"/admin/rooms/{room}?handler=Live");
        return await page.Content.ReadAsStringAsync(Stop);
    }

    // Settings are one row: each test tells an address of its own, and reads what came there.
    private async Task<(string To, Guid Room, string Secret)> SetUpAsync(LecternApp app)
    {
        var to = $"{Guid.CreateVersion7():n}@it.example";
        Assert.Null(await app.Get<EditAlertSettings>().ChangeAsync(to, $"http://{apps.Hook.Authority}/alarms", true, "operator", Stop));
        return (to, await Machine.NewRoomAsync(app), await app.Get<EditAlertSettings>().MakeSecretAsync("operator", Stop));
    }

    private static async Task TellAsync(LecternApp app)
    {
        var texts = app.Get<NewsTexts>();
        await app.Get<TellAlarms>().RunAsync(texts.Of, Stop);
        await app.Get<TellLecturers>().RunAsync(texts.Of, Stop);
        await SendAsync(app);
    }

    private static async Task SendAsync(LecternApp app)
    {
        await app.Get<MessageSender>().SendDueAsync(MessageWay.Mail, Stop);
        await app.Get<MessageSender>().SendDueAsync(MessageWay.Hook, Stop);
    }

    private static async Task EndAsync(LecternApp app, KeptAlarm alarm)
    {
        await using var rows = app.Rows();
        var now = app.Time.GetUtcNow();
        await rows.RoomAlarms.Where(a => a.Id == alarm.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Until, now), Stop);
    }

    private List<string> MailsTo(string to, Guid room) => [.. MailsTo(to).Where(mail => mail.Contains(room.ToString(), StringComparison.Ordinal))];

    private List<string> MailsTo(string to) => [.. apps.Mail.Taken.Where(mail => mail.To == to).Select(mail => mail.Text)];

    private static string Sign(string secret, string text) => $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)))}";
}
