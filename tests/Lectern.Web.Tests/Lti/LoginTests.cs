using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;

namespace Lectern.Web.Tests.Lti;

public sealed class LoginTests(Apps apps) : IClassFixture<Apps>
{
    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_login_makes_one_small_partitioned_cookie_for_ten_minutes(string method)
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        (string, string?)[] fields = [.. Fields(app).Select(field => (field.Key, field.Value))];

        using var response = method == "GET"
            ? await browser.GetAsync(QueryHelpers.AddQueryString("/lti/login", Fields(app)))
            : await browser.PostFormAsync("/lti/login", fields);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var cookie = Assert.Single(SetCookie.AllOf(response));
        Assert.True(Encoding.UTF8.GetByteCount(cookie.Name + cookie.Value) <= 64, $"{cookie.Name}={cookie.Value}");
        Assert.Equal(600, cookie.MaxAge);
        Assert.Equal("/lti", cookie.Path);
        Assert.Equal("none", cookie.Attributes["samesite"]);
        Assert.Contains("partitioned", cookie.Attributes);
        Assert.Contains("secure", cookie.Attributes);
        Assert.DoesNotContain("domain", cookie.Attributes);
    }

    [Fact]
    public async Task Two_logins_of_one_browser_keep_two_cookies()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();

        var (one, other) = (await browser.LoginAsync(app.Teacher()), await browser.LoginAsync(app.Teacher()));

        Assert.Equal(2, browser.Cookies.Count);
        Assert.NotEqual(one.CookieName, other.CookieName);
        Assert.NotEqual(one.Nonce, other.Nonce);
    }

    [Fact]
    public async Task The_verifier_is_in_the_cookie_and_once_in_the_page_for_the_platforms_storage()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();

        using var response = await browser.GetAsync(QueryHelpers.AddQueryString("/lti/login", Fields(app)));

        var verifier = Assert.Single(SetCookie.AllOf(response)).Value;
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Single(Regex.Matches(page, verifier));
        Assert.Contains($"data-verifier=\"{verifier}\"", page, StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("""{"cmid":42,"launchid":"a b+c%2B&d=é\"'<>"}""")]
    [InlineData("a=b&c=d#e?f/g;h,i:j@k")]
    public async Task Hints_reach_the_platform_as_they_came(string hint)
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        var fields = Fields(app);
        (fields["login_hint"], fields["lti_message_hint"]) = (hint, hint + "2");

        var started = await browser.StartAsync(app.Teacher(), QueryHelpers.AddQueryString("/lti/login", fields));

        var sent = QueryHelpers.ParseQuery(started.AuthorizationUrl.Query);
        Assert.Equal((hint, hint + "2"), (sent["login_hint"].ToString(), sent["lti_message_hint"].ToString()));
        Assert.Equal($"{app.Platform.Issuer}/auth", started.AuthorizationUrl.GetLeftPart(UriPartial.Path));
        Assert.Equal(
            ("openid", "id_token", "form_post", "none", app.Platform.ClientId, app.LaunchAddress),
            (sent["scope"].ToString(), sent["response_type"].ToString(), sent["response_mode"].ToString(), sent["prompt"].ToString(), sent["client_id"].ToString(), sent["redirect_uri"].ToString()));
    }

    [Fact]
    public async Task The_same_login_opens_in_a_window_with_its_hints_unspent()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        var fields = Fields(app);
        fields["lti_message_hint"] = """{"once":"only"}""";
        var framed = await browser.StartAsync(app.Teacher(), QueryHelpers.AddQueryString("/lti/login", fields));

        var windowed = await browser.StartAsync(app.Teacher(), framed.WindowUrl + "&channel=" + Browser.NewProof().Channel);

        var sent = QueryHelpers.ParseQuery(windowed.AuthorizationUrl.Query);
        Assert.Equal((fields["login_hint"], fields["lti_message_hint"]), (sent["login_hint"].ToString(), sent["lti_message_hint"].ToString()));
        Assert.StartsWith("/lti/login?", framed.WindowUrl, StringComparison.Ordinal);
        Assert.Single(QueryHelpers.ParseQuery(windowed.WindowUrl.Split('?')[1])["window"]);
    }

    [Fact]
    [Shows("LTI-003")]
    public async Task An_issuer_nobody_registered_gets_a_page_that_says_so()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        var fields = Fields(app);
        fields["iss"] = "https://unknown.example";

        using var response = await browser.GetAsync(QueryHelpers.AddQueryString("/lti/login", fields));

        await Refused.ByPageAsync(HttpStatusCode.BadRequest, "LTI-003", response);
        Assert.Empty(SetCookie.AllOf(response));
    }

    [Fact]
    [Shows("LTI-001")]
    public async Task A_post_that_is_no_form_gets_a_page_too()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();

        using var response = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/lti/login") { Content = new StringContent("{}", Encoding.UTF8, "application/json") });

        await Refused.ByPageAsync(HttpStatusCode.BadRequest, "LTI-001", response);
    }

    [Fact]
    public async Task The_login_page_may_be_framed_by_anyone_and_sends_its_forms_only_to_us()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();

        using var response = await browser.GetAsync(QueryHelpers.AddQueryString("/lti/login", Fields(app)));

        var policy = Policy.Of(response);
        Assert.Equal(("*", "'self'"), (policy["frame-ancestors"], policy["form-action"]));
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
    }

    private static Dictionary<string, string?> Fields(LecternApp app) => new()
    {
        ["iss"] = app.Platform.Issuer,
        ["login_hint"] = "29",
        ["target_link_uri"] = app.LaunchAddress,
        ["client_id"] = app.Platform.ClientId,
    };
}
