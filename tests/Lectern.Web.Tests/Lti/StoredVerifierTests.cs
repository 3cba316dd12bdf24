using System.Net;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests.Lti;

/// <summary>A launch in a browser that keeps no cookies: the verifier comes back from the platform's storage.</summary>
public sealed class StoredVerifierTests(Apps apps) : IClassFixture<Apps>
{
    [Theory]
    [DatabaseData]
    public async Task The_login_page_tells_its_script_what_to_keep_and_where(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var started = await browser.LoginAsync(app.Teacher());
        using var answer = await browser.GetAsync(started.WindowUrl);

        var login = (await Html.ReadAsync(answer)).GetElementById("login")!;

        var cookie = browser.Cookies[login.GetAttribute("data-cookie")!];
        Assert.Equal(cookie.Value, login.GetAttribute("data-verifier"));
        Assert.Equal(started.AuthorizationUrl.GetLeftPart(UriPartial.Authority), login.GetAttribute("data-storage-origin"));
        Assert.EndsWith(login.GetAttribute("data-cookie")![2..], login.GetAttribute("data-storage-key"), StringComparison.Ordinal);
        Assert.DoesNotContain(cookie.Value, login.GetAttribute("data-authorization-url"), StringComparison.Ordinal);
    }

    [Theory]
    [DatabaseData]
    public async Task Our_own_page_signs_in_with_the_stored_verifier_and_no_cookie(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var (started, verifier) = await LoginWithoutCookieAsync(app, browser);
        using var first = await browser.PostLaunchAsync(started);
        var form = await FormAsync(first);

        using var second = await PostAsync(browser, form, verifier, origin: app.Url.TrimEnd('/'));

        Assert.Equal("application/json", second.Content.Headers.ContentType?.MediaType);
        Assert.Null(second.Headers.Location);
        var landing = await Json.ReadAsync(second);
        Assert.Empty(browser.Cookies);
        var arrival = new Arrival(landing["launch"]!.GetValue<Guid>(), landing["code"]!.GetValue<string>(), "");
        using var stranger = await browser.ExchangeAsync(arrival, Browser.NewProof().Proof);
        Assert.Equal(HttpStatusCode.Forbidden, stranger.StatusCode);
        using var exchanged = await browser.ExchangeAsync(arrival, landing["proof"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, exchanged.StatusCode);
    }

    [Theory]
    [DatabaseData]
    [Shows("LTI-022")]
    public async Task A_stored_verifier_from_another_site_or_of_another_login_is_refused(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var (started, verifier) = await LoginWithoutCookieAsync(app, browser);
        var (_, other) = await LoginWithoutCookieAsync(app, browser);
        using var first = await browser.PostLaunchAsync(started);
        var form = await FormAsync(first);

        using var foreign = await PostAsync(browser, form, verifier, "https://evil.example");
        using var nobody = await PostAsync(browser, form, verifier, origin: null);
        using var wrong = await PostAsync(browser, form, other, app.Url.TrimEnd('/'));

        await Refused.ByPageAsync(HttpStatusCode.BadRequest, "LTI-022", foreign);
        await Refused.ByPageAsync(HttpStatusCode.BadRequest, "LTI-022", nobody);
        await Refused.ByPageAsync(HttpStatusCode.BadRequest, "LTI-022", wrong);
    }

    private static async Task<(StartedVisit Started, string Verifier)> LoginWithoutCookieAsync(LecternApp app, Browser browser)
    {
        var started = await browser.LoginAsync(app.Teacher());
        var verifier = browser.Cookies[started.CookieName].Value;
        browser.Cookies.Clear();
        return (started, verifier);
    }

    private static async Task<(string Name, string? Value)[]> FormAsync(HttpResponseMessage response)
    {
        var form = (await Html.ReadAsync(response)).GetElementById("launch")!;
        return [.. form.QuerySelectorAll("input").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")))];
    }

    private static Task<HttpResponseMessage> PostAsync(Browser browser, (string Name, string? Value)[] form, string verifier, string? origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/lti/launch")
        {
            Content = new FormUrlEncodedContent([.. form.Select(field => KeyValuePair.Create(field.Name, field.Value)), KeyValuePair.Create("stored_verifier", (string?)verifier)]),
        };
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return browser.SendAsync(request);
    }
}
