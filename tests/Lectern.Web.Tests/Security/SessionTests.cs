using System.Net;
using Lectern.Core.Keys;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lectern.Web.Tests.Security;

public sealed class SessionTests(SessionTests.LoudApps apps) : IClassFixture<SessionTests.LoudApps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [DatabaseData]
    public async Task Of_fifty_exchanges_of_a_code_at_once_exactly_one_gets_a_token(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var arrival = await browser.ArriveAsync(app.Teacher());
        var cookies = browser.Cookies.ToDictionary();

        var statuses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => ExchangeAsync(app, arrival, cookies), Stop)));

        Assert.Equal(1, statuses.Count(status => status == HttpStatusCode.OK));
        Assert.Equal(49, statuses.Count(status => status == HttpStatusCode.Forbidden));
        await using var rows = app.Rows();
        Assert.Equal(1, await rows.Sessions.CountAsync(s => s.LaunchId == arrival.Launch, Stop));
    }

    [Theory]
    [DatabaseData]
    [Shows("ACC-008")]
    public async Task A_code_lives_for_a_minute(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var (early, late) = (await browser.ArriveAsync(app.Teacher()), await browser.ArriveAsync(app.Teacher()));

        app.Time.Advance(TimeSpan.FromSeconds(59));
        using var inTime = await browser.ExchangeAsync(early);
        app.Time.Advance(TimeSpan.FromSeconds(1));
        using var tooLate = await browser.ExchangeAsync(late);

        Assert.Equal(HttpStatusCode.OK, inTime.StatusCode);
        await Refused.ByProblemAsync(HttpStatusCode.Forbidden, "ACC-008", tooLate);
    }

    [Theory]
    [DatabaseData]
    [Shows("ACC-008")]
    public async Task A_code_carried_to_another_browser_is_refused_and_still_works_in_its_own(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        using var thief = app.NewBrowser();
        var arrival = await browser.ArriveAsync(app.Teacher());
        await thief.ArriveAsync(app.Teacher());

        using var stolen = await thief.ExchangeAsync(arrival);
        using var own = await browser.ExchangeAsync(arrival);

        await Refused.ByProblemAsync(HttpStatusCode.Forbidden, "ACC-008", stolen);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Theory]
    [DatabaseData]
    public async Task The_frame_that_opened_the_window_exchanges_by_its_proof_and_nobody_by_another(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var window = app.NewBrowser();
        using var frame = app.NewBrowser();
        var (proof, channel) = Browser.NewProof();
        var framed = await frame.LoginAsync(app.Teacher());
        var started = await window.StartAsync(framed.Visit, $"{framed.WindowUrl}&channel={channel}");
        using var launched = await window.PostLaunchAsync(started);
        var arrival = await Arrival.OfAsync(launched);

        using var wrong = await frame.ExchangeAsync(arrival, Browser.NewProof().Proof);
        using var channelItself = await frame.ExchangeAsync(arrival, channel);
        using var right = await frame.ExchangeAsync(arrival, proof);

        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.OK),
            (wrong.StatusCode, channelItself.StatusCode, right.StatusCode));
        using var shell = await window.GetAsync($"/w/{arrival.Launch}");
        Assert.Equal("true", (await Html.ReadAsync(shell)).GetElementById("page")!.GetAttribute("data-channel"));
    }

    [Theory]
    [DatabaseData]
    public async Task A_proof_of_nobodys_channel_helps_nobody(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        using var thief = app.NewBrowser();
        var arrival = await browser.ArriveAsync(app.Teacher());

        using var response = await thief.ExchangeAsync(arrival, "");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [DatabaseData]
    public async Task The_token_is_in_no_address_page_cookie_or_log_and_only_its_hash_is_kept(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var arrival = await browser.ArriveAsync(app.Teacher());
        using var exchanged = await browser.ExchangeAsync(arrival);
        var token = (await Json.ReadAsync(exchanged))["token"]!.GetValue<string>();
        var session = new Session(browser, arrival.Launch, token);

        foreach (var path in (string[])["/videos", "/picker", "/settings", "/api/uploads", "/nothing"])
        {
            using var answer = await session.GetAsync(path);
            Assert.DoesNotContain(token, $"{answer.Headers}{await answer.Content.ReadAsStringAsync(Stop)}", StringComparison.Ordinal);
        }

        Assert.Equal(43, token.Length);
        Assert.Contains(app.Logs.Lines, line => line.Contains($"/w/{arrival.Launch}/videos", StringComparison.Ordinal));
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains(token, StringComparison.Ordinal) || line.Contains(arrival.Code, StringComparison.Ordinal));
        Assert.DoesNotContain(token, string.Join(' ', browser.Cookies.Values), StringComparison.Ordinal);
        await using var rows = app.Rows();
        Assert.Equal(Secret.Hash(token), (await rows.Sessions.SingleAsync(s => s.LaunchId == arrival.Launch, Stop)).TokenHash);
    }

    [Theory]
    [DatabaseData]
    [Shows("ACC-001")]
    public async Task A_session_ends_after_two_idle_hours(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());

        app.Time.Advance(TimeSpan.FromMinutes(119));
        using var alive = await session.GetAsync("/videos");
        app.Time.Advance(TimeSpan.FromMinutes(120));
        using var ended = await session.GetAsync("/videos");

        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        await Refused.ByProblemAsync(HttpStatusCode.Unauthorized, "ACC-001", ended);
        Assert.Equal("Bearer", ended.Headers.WwwAuthenticate.ToString());
    }

    [Theory]
    [DatabaseData]
    public async Task A_player_keeps_its_session_alive_for_eight_hours_and_no_longer(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());
        var statuses = new List<HttpStatusCode>();

        for (var hour = 1; hour <= 8; hour++)
        {
            app.Time.Advance(TimeSpan.FromHours(1));
            using var alive = await session.PostAsync("/api/alive");
            statuses.Add(alive.StatusCode);
        }

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.NoContent, 7), HttpStatusCode.Unauthorized], statuses);
    }

    [Theory]
    [DatabaseData]
    public async Task A_session_that_was_ended_opens_nothing_more(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());

        using var end = await session.PostAsync("/api/session/end");
        using var after = await session.GetAsync("/videos");

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.Unauthorized), (end.StatusCode, after.StatusCode));
    }

    [Theory]
    [DatabaseData]
    [Shows("ACC-002")]
    public async Task A_token_opens_its_own_launch_alone(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var visit = app.Teacher();
        var (one, other) = (await browser.LaunchAsync(visit), await browser.LaunchAsync(visit));

        using var page = await one.GetAsync($"{other.Root}/videos");
        using var api = await one.SendAsync(HttpMethod.Post, $"{other.Root}/api/alive");
        using var upload = await one.SendAsync(HttpMethod.Post, $"{other.Root}/uploads", null, ("Tus-Resumable", "1.0.0"), ("Upload-Length", "5"));

        Assert.All([page, api, upload], response => Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode));
        Assert.Contains("Ask", await Refused.ByProblemAsync(HttpStatusCode.Forbidden, "ACC-002", page), StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> ExchangeAsync(LecternApp app, Arrival arrival, Dictionary<string, (string Value, string Path)> cookies)
    {
        using var browser = app.NewBrowser();
        foreach (var (name, value) in cookies)
        {
            browser.Cookies[name] = value;
        }

        using var response = await browser.ExchangeAsync(arrival);
        return response.StatusCode;
    }

    /// <summary>Everything is logged that can be.</summary>
    public sealed class LoudApps : Apps
    {
        protected override Task<LecternApp> StartAsync(DatabaseEngine engine) => LecternApp.StartAsync(engine, logLevel: LogLevel.Trace);
    }
}
