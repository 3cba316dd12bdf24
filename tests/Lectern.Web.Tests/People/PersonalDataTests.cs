using System.Net;
using System.Text.Json.Nodes;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Governance;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Web.Tests.People;

/// <summary>An administrator of the LMS looks after people's data: sees it, takes it along, has it erased.</summary>
public sealed class PersonalDataTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [DatabaseData]
    public async Task A_launch_about_somebody_leads_to_what_is_kept_of_them(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var (student, id) = await StudentAsync(app, browser);
        var session = await browser.LaunchAsync(PrivacyLaunch(app, about: student));

        using var landing = await session.GetAsync();
        using var list = await session.GetAsync(landing.Headers.Location!.OriginalString);
        using var page = await session.GetAsync(list.Headers.Location!.OriginalString);
        using var file = await session.GetAsync($"/api/people/{id}");

        var html = await Html.ReadAsync(page);
        Assert.Equal("Ms Jane Doe", html.QuerySelector("h1")!.TextContent);
        Assert.Contains("jane@example.edu", html.QuerySelector("dl")!.TextContent, StringComparison.Ordinal);
        var data = await Json.ReadAsync(file);
        Assert.Equal((student, "jane@example.edu"), (data["subject"]!.GetValue<string>(), data["email"]!.GetValue<string>()));
        Assert.Equal((1, 1), (data["courses"]!.AsArray().Count, data["launches"]!.AsArray().Count));
        await AuditedAsync(app, Acts.ExportPerson, id);
    }

    [Theory]
    [DatabaseData]
    public async Task Erased_data_is_gone_with_its_sessions_and_the_act_is_audited(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var students = app.NewBrowser();
        using var browser = app.NewBrowser();
        var visit = app.Teacher() with { Subject = Visit.Unique("erased") };
        var open = await students.LaunchAsync(visit);
        var id = await IdAsync(app, visit.Subject);
        var booking = await BookingOfAsync(app, id);
        var session = await browser.LaunchAsync(PrivacyLaunch(app));

        using var file = await session.GetAsync($"/api/people/{id}");
        using var erased = await session.PostAsync($"/people/{id}?handler=Erase");

        Assert.Equal(HttpStatusCode.OK, erased.StatusCode);
        using var after = await open.GetAsync("/videos");
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        await using var rows = app.Rows();
        var person = await rows.People.SingleAsync(p => p.Id == id, Stop);
        Assert.Equal((null, null, true), (person.Name, person.Email, person.ErasedAt is not null));
        Assert.False(await rows.Launches.AnyAsync(l => l.PersonId == id, Stop));
        Assert.False(await rows.Enrolments.AnyAsync(e => e.PersonId == id, Stop));
        Assert.Equal("Algorithms", Assert.Single((await Json.ReadAsync(file))["bookings"]!.AsArray())!["title"]!.GetValue<string>());
        Assert.Null((await rows.Bookings.SingleAsync(b => b.Id == booking, Stop)).OwnerId);
        await AuditedAsync(app, Acts.ErasePerson, id);

        await students.LaunchAsync(visit);
        Assert.Equal("Ms Jane Doe", await rows.People.Where(p => p.Id == id).Select(p => p.Name).SingleAsync(Stop));
    }

    [Theory]
    [DatabaseData]
    public async Task An_administrator_finds_people_by_name_address_or_id(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var (student, id) = await StudentAsync(app, browser);
        var session = await browser.LaunchAsync(PrivacyLaunch(app));

        using var found = await session.GetAsync($"/people?q={student}");
        using var byName = await session.GetAsync("/people?q=jANE");
        using var nobody = await session.GetAsync("/people?q=%25");

        Assert.Contains(id.ToString(), await found.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.NotEmpty((await Html.ReadAsync(byName)).QuerySelectorAll(".people a"));
        Assert.Equal("Lectern keeps nothing here", (await Html.ReadAsync(nobody)).QuerySelector(".empty h2")!.TextContent);
    }

    [Theory]
    [DatabaseData]
    [Shows("DAT-001")]
    public async Task Nobody_else_looks_after_data(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var (student, id) = await StudentAsync(app, browser);
        var (other, otherId) = await StudentAsync(app, browser);
        foreach (var visit in (Visit[])
        [
            PrivacyLaunch(app) with { Roles = [Role.Instructor] },
            PrivacyLaunch(app, about: student) with { Roles = [Role.Learner], Subject = student },
            app.Teacher() with { Roles = [Role.Instructor, Role.Administrator] },
        ])
        {
            var session = await browser.LaunchAsync(visit);
            foreach (var (method, path) in Ways(id))
            {
                using var answer = await session.SendAsync(method, path);
                Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            }

            using var page = await session.GetAsync("/people");
            await Refused.ByPageAsync(HttpStatusCode.Forbidden, "DAT-001", page);
        }

        var about = await browser.LaunchAsync(PrivacyLaunch(app, about: student));
        var elsewhere = await browser.LaunchAsync(PrivacyLaunch(app, platform: app.OtherPlatform));
        foreach (var (session, person) in new[] { (about, otherId), (elsewhere, id) })
        {
            foreach (var (method, path) in Ways(person))
            {
                using var answer = await session.SendAsync(method, path);
                Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            }
        }

        await using var rows = app.Rows();
        Assert.False(await rows.People.AnyAsync(p => (p.Id == id || p.Id == otherId) && p.ErasedAt != null, Stop));
        Assert.NotEqual(student, other);
    }

    private static IEnumerable<(HttpMethod Method, string Path)> Ways(Guid person) =>
    [
        (HttpMethod.Get, $"/people/{person}"),
        (HttpMethod.Get, $"/api/people/{person}"),
        (HttpMethod.Post, $"/people/{person}?handler=Erase"),
    ];

    private static Visit PrivacyLaunch(LecternApp app, string? about = null, TestPlatform? platform = null) => new(platform ?? app.Platform)
    {
        Subject = Visit.Unique("administrator"),
        Roles = [Role.Administrator],
        Course = null,
        Change = claims =>
        {
            claims[Names.MessageType] = "LtiDataPrivacyLaunchRequest";
            claims.Remove(Names.ResourceLink);
            if (about is not null)
            {
                claims[Names.ForUser] = new JsonObject { ["user_id"] = about };
            }
        },
    };

    private static async Task<(string Subject, Guid Id)> StudentAsync(LecternApp app, Browser browser)
    {
        var visit = app.Teacher().AsLearner();
        await browser.LaunchAsync(visit);
        return (visit.Subject, await IdAsync(app, visit.Subject));
    }

    private static async Task<Guid> BookingOfAsync(LecternApp app, Guid owner)
    {
        var room = new Room { Name = Visit.Unique("Hall"), TimeZone = "Europe/Vienna" };
        var booking = new Booking { RoomId = room.Id, Title = "Algorithms", StartsAt = app.Time.GetUtcNow(), EndsAt = app.Time.GetUtcNow().AddHours(1), OwnerId = owner };
        await app.Database.AddAsync([room, booking], Stop);
        return booking.Id;
    }

    private static async Task<Guid> IdAsync(LecternApp app, string subject)
    {
        await using var rows = app.Rows();
        return await rows.People.Where(p => p.Subject == subject).Select(p => p.Id).SingleAsync(Stop);
    }

    private static async Task AuditedAsync(LecternApp app, string act, Guid person)
    {
        await using var rows = app.Rows();
        var entry = await rows.Audit.SingleAsync(a => a.Act == act && a.Subject == person.ToString(), Stop);
        Assert.Equal(32, entry.Actor.Length);
    }
}
