using System.Net;
using System.Text.Json.Nodes;
using Lectern.Core.Collections;
using Lectern.Core.Keys;
using Lectern.Core.Videos;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Web.Tests.DeepLinking;

public sealed class DeepLinkingTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [DatabaseData]
    public async Task Chosen_videos_go_to_the_platform_in_their_order_signed_and_with_its_data(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher().Choosing(data: "opaque & <data> é"));
        var (one, other) = (await NewVideoAsync(app, session, "One"), await NewVideoAsync(app, session, "Other"));

        using var response = await session.PostAsync("/api/deep-link", new { items = new object[] { new { video = other }, new { video = one, start = 65 } } });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await Json.ReadAsync(response);
        var claims = await VerifyAsync(app, browser, answer["jwt"]!.GetValue<string>());
        Assert.Equal($"{app.Platform.Issuer}/deep-link-return?course=1", answer["action"]!.GetValue<string>());
        Assert.Equal(("LtiDeepLinkingResponse", "opaque & <data> é", app.Platform.DeploymentId), (Text(claims, Names.MessageType), Text(claims, Names.DeepLinkingData), Text(claims, Names.DeploymentId)));
        var items = claims[Names.ContentItems]!.AsArray().Select(item => item!.AsObject()).ToList();
        Assert.Equal(["Other", "One"], items.Select(item => Text(item, "title")));
        Assert.All(items, item => Assert.Equal("ltiResourceLink", Text(item, "type")));
        Assert.All(items, item => Assert.StartsWith($"{app.LaunchAddress}?t={Text(item["custom"]!.AsObject(), "lectern_ticket")}", Text(item, "url"), StringComparison.Ordinal));
        Assert.EndsWith("&s=65", Text(items[1], "url"), StringComparison.Ordinal);
    }

    [Theory]
    [DatabaseData]
    public async Task Drafts_that_are_placed_are_published(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher().Choosing());
        var (placed, left) = (await NewVideoAsync(app, session, "Placed"), await NewVideoAsync(app, session, "Left"));

        await PlaceAsync(session, placed);

        Assert.Equal((Visibility.Published, Visibility.Draft), (await VisibilityAsync(app, placed), await VisibilityAsync(app, left)));
    }

    [Theory]
    [DatabaseData]
    [Shows("LTI-052")]
    public async Task Where_one_item_is_taken_two_are_refused_and_none_is_published(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher().Choosing(multiple: false));
        var (one, other) = (await NewVideoAsync(app, session, "One"), await NewVideoAsync(app, session, "Other"));

        using var response = await session.PostAsync("/api/deep-link", new { items = new[] { new { video = one }, new { video = other } } });

        await Refused.ByProblemAsync(HttpStatusCode.BadRequest, "LTI-052", response);
        Assert.Equal((Visibility.Draft, Visibility.Draft), (await VisibilityAsync(app, one), await VisibilityAsync(app, other)));
        Assert.NotEmpty(await PlaceAsync(session, one));
    }

    [Theory]
    [DatabaseData]
    public async Task What_the_platform_wants_back_may_be_as_long_as_its_token_can_hold(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        // Stored, each of these letters takes six.
        var data = new string('<', 30_000);
        var session = await browser.LaunchAsync(app.Teacher().Choosing(data: data));

        using var response = await session.PostAsync("/api/deep-link", new { items = Array.Empty<object>() });

        var claims = await VerifyAsync(app, browser, (await Json.ReadAsync(response))["jwt"]!.GetValue<string>());
        Assert.Equal(data, claims[Names.DeepLinkingData]!.GetValue<string>());
    }

    [Theory]
    [DatabaseData]
    public async Task Choosing_nothing_is_an_answer_too(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher().Choosing(data: null));

        using var response = await session.PostAsync("/api/deep-link", new { items = Array.Empty<object>() });

        var claims = await VerifyAsync(app, browser, (await Json.ReadAsync(response))["jwt"]!.GetValue<string>());
        Assert.Empty(claims[Names.ContentItems]!.AsArray());
        Assert.DoesNotContain(Names.DeepLinkingData, claims.Select(claim => claim.Key));
    }

    [Theory]
    [DatabaseData]
    [Shows("LNK-001")]
    public async Task More_than_a_hundred_at_once_are_refused(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher().Choosing());

        using var response = await session.PostAsync("/api/deep-link", new { items = Enumerable.Repeat(new { video = Guid.Empty }, 101) });

        await Refused.ByProblemAsync(HttpStatusCode.BadRequest, "LNK-001", response);
    }

    [Theory]
    [DatabaseData]
    public async Task A_launch_that_was_not_asked_for_content_places_none(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());
        var video = await NewVideoAsync(app, session, "One");

        using var response = await session.PostAsync("/api/deep-link", new { items = new[] { new { video } } });

        await Refused.ByProblemAsync(HttpStatusCode.Forbidden, "ACC-002", response);
    }

    [Theory]
    [DatabaseData]
    public async Task A_placed_link_opens_its_video_by_its_address_or_by_its_parameter(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var visit = app.Teacher();
        var session = await browser.LaunchAsync(visit.Choosing());
        var video = await NewVideoAsync(app, session, "One");
        var address = await PlaceAsync(session, video);

        var byAddress = await browser.LaunchAsync(visit.AsLearner() with { Target = $"{address}&s=65", Link = "kept-address" });
        var byParameter = await browser.LaunchAsync(visit.AsLearner() with { Custom = new Dictionary<string, string> { ["lectern_ticket"] = address.Split("?t=")[1] }, Link = "kept-parameter" });

        foreach (var (learner, start) in ((Session, string)[])[(byAddress, "65"), (byParameter, "")])
        {
            using var first = await learner.GetAsync();
            Assert.Equal($"{learner.Root}/videos/{video}", first.Headers.Location?.OriginalString);
            using var page = await learner.GetAsync(first.Headers.Location!.OriginalString);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.Equal(start, (await Html.ReadAsync(page)).QuerySelector(".player")!.GetAttribute("data-start") ?? "");
        }

        await using var rows = app.Rows();
        Assert.Equal(2, await rows.Launches.CountAsync(l => l.VideoId == video, Stop));
    }

    [Theory]
    [DatabaseData]
    [Shows("ACC-011")]
    public async Task A_link_carried_to_another_course_or_another_LMS_gives_nothing_there(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var visit = app.Teacher();
        var session = await browser.LaunchAsync(visit.Choosing());
        var address = await PlaceAsync(session, await NewVideoAsync(app, session, "One"));

        foreach (var elsewhere in (Visit[])[app.Teacher() with { Target = address }, visit with { Platform = app.OtherPlatform, Target = address }])
        {
            var carried = await browser.LaunchAsync(elsewhere);
            using var first = await carried.GetAsync();
            using var page = await carried.GetAsync(first.Headers.Location!.OriginalString);

            Assert.Contains("Ask the teacher", await Refused.ByPageAsync(HttpStatusCode.Forbidden, "ACC-011", page), StringComparison.Ordinal);
        }
    }

    [Theory]
    [DatabaseData]
    public async Task A_link_of_an_old_key_still_opens_its_video(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var visit = app.Teacher();
        var session = await browser.LaunchAsync(visit.Choosing());
        var video = await NewVideoAsync(app, session, "One");
        var address = await PlaceAsync(session, video);
        for (var i = 0; i < 3; i++)
        {
            await app.Get<KeyRing>().RotateAsync(KeyPurpose.Ticket, "test", Stop);
            app.Leap(TimeSpan.FromDays(1000));
        }

        var learner = await browser.LaunchAsync(visit.AsLearner() with { Target = address });

        using var first = await learner.GetAsync();
        Assert.EndsWith(video.ToString(), first.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var fresh = await PlaceAsync(await browser.LaunchAsync(visit.Choosing()), video);
        Assert.NotEqual(address.Split('.')[^3], fresh.Split('.')[^3]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(40)]
    [InlineData(-1)]
    public async Task A_ticket_that_was_changed_names_no_video(int at)
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        var visit = app.Teacher();
        var session = await browser.LaunchAsync(visit.Choosing());
        var ticket = (await PlaceAsync(session, await NewVideoAsync(app, session, "One"))).Split("?t=")[1].ToCharArray();
        var index = at < 0 ? ticket.Length - 2 : at;
        ticket[index] = ticket[index] == 'A' ? 'B' : 'A';

        var learner = await browser.LaunchAsync(visit.AsLearner() with { Target = $"{app.LaunchAddress}?t={new string(ticket)}" });

        using var first = await learner.GetAsync();
        Assert.Equal($"{learner.Root}/videos", first.Headers.Location!.OriginalString);
    }

    private static async Task<Guid> NewVideoAsync(LecternApp app, Session session, string title)
    {
        await using var rows = app.Rows();
        var launch = await rows.Launches.Include(l => l.Collection).Include(l => l.Person).SingleAsync(l => l.Id == session.Launch, Stop);
        var video = Some.Video(launch.Collection!, launch.Person, title);
        await app.Database.AddAsync([video], Stop);
        return video.Id;
    }

    private static async Task<Visibility> VisibilityAsync(LecternApp app, Guid video)
    {
        await using var rows = app.Rows();
        return (await rows.Items.SingleAsync(i => i.VideoId == video, Stop)).Visibility;
    }

    // The address of the one item.
    private static async Task<string> PlaceAsync(Session session, Guid video)
    {
        using var response = await session.PostAsync("/api/deep-link", new { items = new[] { new { video } } });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var claims = Json.PayloadOf((await Json.ReadAsync(response))["jwt"]!.GetValue<string>());
        return Text(claims[Names.ContentItems]![0]!.AsObject(), "url")!;
    }

    // As a platform does it: by the key set at our public address.
    private static async Task<JsonObject> VerifyAsync(LecternApp app, Browser browser, string jwt)
    {
        using var keys = await browser.GetAsync("/lti/keys");
        var set = new JsonWebKeySet(await keys.Content.ReadAsStringAsync(Stop));
        Assert.True(set.Keys.Count >= 2);
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(jwt, new TokenValidationParameters
        {
            ValidIssuer = app.Platform.ClientId,
            ValidAudience = app.Platform.Issuer,
            IssuerSigningKeys = set.GetSigningKeys(),
            ValidAlgorithms = ["RS256"],
            LifetimeValidator = (notBefore, expires, _, _) => notBefore <= app.Time.GetUtcNow() && expires > app.Time.GetUtcNow(),
        });
        Assert.True(result.IsValid, result.Exception?.Message);
        return Json.PayloadOf(jwt);
    }

    private static string? Text(JsonObject json, string name) => json[name]?.GetValue<string>();
}
