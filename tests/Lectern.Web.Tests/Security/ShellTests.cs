using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Tests.Security;

public sealed partial class ShellTests(Apps apps) : IClassFixture<Apps>
{
    private static readonly string[] s_paths = ["", "/", "/videos", "/picker", "/settings", "/videos/0190163d-8694-739b-aea5-966c26f8ad91", "/nothing/of/ours", "/videos?q=x"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_copied_address_gives_the_same_empty_shell_whatever_it_is()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        using var stranger = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());

        var pages = new List<string>();
        foreach (var path in s_paths)
        {
            using var response = await stranger.GetAsync(session.Root + path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            pages.Add(Nonce().Replace(await response.Content.ReadAsStringAsync(Stop), "nonce"));
        }

        Assert.Single(pages.Distinct());
        Assert.DoesNotContain("Biology", pages[0], StringComparison.Ordinal);
        Assert.Contains($"data-launch=\"{session.Launch}\"", pages[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookies_of_any_kind_give_nothing_behind_a_launch()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());
        string[] names = ["Bearer", "Authorization", "token", "session", "__Host-lectern-operator", ".AspNetCore.Cookies"];

        foreach (var (method, path) in ((HttpMethod, string)[])[(HttpMethod.Post, "/api/alive"), (HttpMethod.Get, "/api/uploads"), (HttpMethod.Post, "/uploads"), (HttpMethod.Post, "/settings?handler=AddOrigin"), (HttpMethod.Head, "/videos")])
        {
            var request = new HttpRequestMessage(method, session.Root + path);
            request.Headers.Add("Cookie", string.Join("; ", names.Select(name => $"{name}={session.Token}")));
            using var response = await browser.Http.SendAsync(request, Stop);

            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }
    }

    [Fact]
    public async Task No_page_behind_a_launch_sets_a_cookie_or_may_be_kept()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher().Choosing() with { Roles = [Role.Instructor, Role.Administrator] });

        foreach (var path in (string[])["/videos", "/picker", "/settings", "/nothing", "/api/uploads"])
        {
            using var response = await session.GetAsync(path);

            Assert.Empty(SetCookie.AllOf(response));
            Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
            Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        }
    }

    [Theory]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer")]
    [InlineData("Bearer short")]
    [InlineData("Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_header_that_is_no_session_opens_nothing(string header)
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());
        var request = new HttpRequestMessage(HttpMethod.Get, $"{session.Root}/videos");
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(header);

        using var response = await browser.SendAsync(request);

        await Refused.ByProblemAsync(HttpStatusCode.Unauthorized, "ACC-001", response);
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/w")]
    [InlineData("GET", "/w/not-a-launch/videos")]
    [InlineData("GET", "/admin/other")]
    [InlineData("GET", "/appsettings.json")]
    [InlineData("POST", "/anything")]
    [Shows("ACC-009")]
    public async Task An_address_that_is_none_of_ours_says_so(string method, string path)
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();

        using var response = await browser.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        await Refused.ByPageAsync(HttpStatusCode.NotFound, "ACC-009", response);
    }

    [Fact]
    public async Task Every_route_says_who_may_use_it()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        var routes = app.Get<EndpointDataSource>().Endpoints;

        // What says nothing is closed by the fallback policy; this finds the route that forgot. One is the framework's own, for static files while developing.
        var silent = routes.Where(route => route.DisplayName != "Fallback {**path:file}" && route.Metadata.GetMetadata<IAllowAnonymous>() is null && route.Metadata.GetMetadata<IAuthorizeData>() is null);

        Assert.NotEmpty(routes);
        Assert.Empty(silent.Select(route => route.DisplayName));
    }

    [Fact]
    public async Task A_forged_host_changes_no_address_that_we_give()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        var request = new HttpRequestMessage(HttpMethod.Get, "/admin");
        request.Headers.Host = "evil.example";

        using var response = await browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.StartsWith($"{app.Url}/admin/sign-in", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [GeneratedRegex("(?<=csp-nonce\" content=\")[^\"]+")]
    private static partial Regex Nonce();
}
