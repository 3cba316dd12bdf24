using System.Net;
using Lectern.Core.Keys;
using Microsoft.AspNetCore.WebUtilities;

namespace Lectern.Web.Tests.Support;

/// <summary>One person's browser: keeps cookies as browsers do on a trustworthy origin, follows nothing by itself.</summary>
public sealed class Browser : IDisposable
{
    private readonly LecternApp _app;
    private readonly SocketsHttpHandler _handler = new() { UseCookies = false, AllowAutoRedirect = false };

    public Browser(LecternApp app)
    {
        _app = app;
        Http = new HttpClient(_handler) { BaseAddress = new Uri(app.Url) };
    }

    public HttpClient Http { get; }

    /// <summary>Name to value and path.</summary>
    public Dictionary<string, (string Value, string Path)> Cookies { get; } = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Task<HttpResponseMessage> GetAsync(string address) => SendAsync(new HttpRequestMessage(HttpMethod.Get, address));

    public Task<HttpResponseMessage> PostFormAsync(string address, params (string Name, string? Value)[] fields) => SendAsync(new HttpRequestMessage(HttpMethod.Post, address)
    {
        Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value ?? ""))),
    });

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        var path = new Uri(new Uri(_app.Url), request.RequestUri!).AbsolutePath;
        var cookies = Cookies.Where(cookie => path == cookie.Value.Path || path.StartsWith(cookie.Value.Path.TrimEnd('/') + "/", StringComparison.Ordinal));
        if (string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value.Value}")) is { Length: > 0 } header)
        {
            request.Headers.Add("Cookie", header);
        }

        var response = await Http.SendAsync(request, Stop);
        foreach (var cookie in SetCookie.AllOf(response))
        {
            Keep(cookie);
        }

        return response;
    }

    /// <summary>The platform sends the browser here; the page that answers knows where to go on.</summary>
    public async Task<StartedVisit> LoginAsync(Visit visit)
    {
        var target = visit.Target ?? _app.LaunchAddress;
        var query = new Dictionary<string, string?>
        {
            ["iss"] = visit.Platform.Issuer,
            ["login_hint"] = visit.Subject,
            ["target_link_uri"] = target,
            ["client_id"] = visit.Platform.ClientId,
        };
        return await StartAsync(visit, QueryHelpers.AddQueryString("/lti/login", query));
    }

    /// <summary>A login by its address, such as the one of a window of its own.</summary>
    public async Task<StartedVisit> StartAsync(Visit visit, string address)
    {
        using var response = await GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var login = (await Html.ReadAsync(response)).GetElementById("login")!;
        var authorization = new Uri(login.GetAttribute("data-authorization-url")!);
        var query = QueryHelpers.ParseQuery(authorization.Query);
        return new StartedVisit(visit, visit.Target ?? _app.LaunchAddress, query["state"].ToString(), query["nonce"].ToString(), authorization, login.GetAttribute("data-window-url")!, login.GetAttribute("data-cookie")!);
    }

    /// <summary>The platform's form comes back.</summary>
    public Task<HttpResponseMessage> PostLaunchAsync(StartedVisit started, string? token = null) =>
        PostFormAsync("/lti/launch", ("state", started.State), ("id_token", token ?? TestPlatform.Sign(ClaimsOf(started))));

    public System.Text.Json.Nodes.JsonObject ClaimsOf(StartedVisit started) => started.Visit.Claims(started.Target, started.Nonce, _app.Time.GetUtcNow());

    /// <summary>From the LMS to the address with the code.</summary>
    public async Task<Arrival> ArriveAsync(Visit visit)
    {
        using var response = await PostLaunchAsync(await LoginAsync(visit));
        return await Arrival.OfAsync(response);
    }

    public Task<HttpResponseMessage> ExchangeAsync(Arrival arrival, string? proof = null) => SendAsync(new HttpRequestMessage(HttpMethod.Post, "/session")
    {
        Content = System.Net.Http.Json.JsonContent.Create(new { launch = arrival.Launch, code = arrival.Code, proof }),
    });

    /// <summary>The whole way, from the LMS to a session.</summary>
    public async Task<Session> LaunchAsync(Visit visit)
    {
        var arrival = await ArriveAsync(visit);
        using var response = await ExchangeAsync(arrival);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return new Session(this, arrival.Launch, (await Json.ReadAsync(response))["token"]!.GetValue<string>());
    }

    /// <summary>A proof as a frame keeps it, and the channel it puts into the window's address.</summary>
    public static (string Proof, string Channel) NewProof()
    {
        var proof = Secret.Create();
        return (proof, Secret.Hash(proof));
    }

    public void Dispose()
    {
        Http.Dispose();
        _handler.Dispose();
    }

    private void Keep(SetCookie cookie)
    {
        if (cookie.MaxAge == 0 || cookie.IsExpired)
        {
            Cookies.Remove(cookie.Name);
        }
        else
        {
            Cookies[cookie.Name] = (cookie.Value, cookie.Path);
        }
    }
}
