using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Lectern.PracticeLms.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.PracticeLms.Tests;

/// <summary>A practice LMS on a free port with a clock of the test's, a fake tool on its network and a browser with cookies.</summary>
internal sealed class RunningLms : IAsyncDisposable
{
    public const string Configuration = "https://purl.imsglobal.org/spec/lti-tool-configuration";
    private readonly WebApplication app;

    private RunningLms(WebApplication app, FakeTool tool, FakeTimeProvider time)
    {
        (this.app, Tool, Time) = (app, tool, time);
        Browser = NewBrowser();
    }

    public FakeTool Tool { get; }

    public FakeTimeProvider Time { get; }

    public HttpClient Browser { get; private set; }

    public string Issuer => PracticeLmsApp.Issuer(app);

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<RunningLms> StartAsync(params string[] more)
    {
        var (tool, time) = (new FakeTool(), new FakeTimeProvider(new DateTimeOffset(2026, 10, 5, 9, 0, 0, TimeSpan.Zero)));
        var app = PracticeLmsApp.Build(["--urls", "http://127.0.0.1:0", .. more], services =>
        {
            services.AddSingleton<TimeProvider>(time).AddSingleton<RsaKeyMaker>(RsaKeyMakers.OfFew());
            services.AddHttpClient("tools").ConfigurePrimaryHttpMessageHandler(() => tool);
        });
        await app.StartAsync(Stop);
        return new RunningLms(app, tool, time);
    }

    public HttpClient NewBrowser() => new(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false })
    {
        BaseAddress = new Uri(Issuer),
    };

    public async Task<JsonObject> PostJsonAsync(string path, object body) => await ReadJsonAsync(await Browser.PostAsJsonAsync(path, body, Stop));

    public async Task<JsonNode> GetJsonAsync(string path) => (await Browser.GetFromJsonAsync<JsonNode>(path, Stop))!;

    public static async Task<JsonObject> ReadJsonAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(Stop);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}: {text}");
        return (JsonObject)JsonNode.Parse(text)!;
    }

    public async Task<HttpResponseMessage> RegisterAsync(string? token, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/lti/register") { Content = JsonContent.Create(body) };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await Browser.SendAsync(request, Stop);
    }

    public async Task<string> RegistrationTokenAsync(bool autoActivate = true) =>
        (string)(await PostJsonAsync("/api/registrations", new { autoActivate }))["registrationToken"]!;

    /// <summary>Registers the fake tool, active; gives its client id and deployment id.</summary>
    public async Task<(string ClientId, string DeploymentId)> AddToolAsync(JsonObject? registration = null)
    {
        var answer = await ReadJsonAsync(await RegisterAsync(await RegistrationTokenAsync(), registration ?? FakeTool.Registration()));
        return ((string)answer["client_id"]!, (string)answer[Configuration]!["deployment_id"]!);
    }

    /// <summary>Signs the browser in, by id or user name.</summary>
    public async Task SignInAsync(string person)
    {
        using var response = await PostFormAsync("/sign-in", ("person", person));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    /// <summary>What a form on a page posts.</summary>
    public async Task<HttpResponseMessage> PostFormAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await Browser.PostAsync(path, form, Stop);
    }

    public async Task<JsonNode[]> ActivitiesAsync(string course) => [.. (await GetJsonAsync($"/api/activities?courseId={course}")).AsArray().Select(node => node!)];

    public async Task<JsonNode> CourseAsync(string id) => (await GetJsonAsync("/api/courses")).AsArray().Single(course => (string?)course!["id"] == id)!;

    public async Task<JsonObject> AddActivityAsync(string tool, string item, string course = "CS-305") =>
        await PostJsonAsync("/api/activities", new { courseId = course, toolId = tool, item = JsonNode.Parse(item) });

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await app.DisposeAsync();
        Tool.Dispose();
    }
}
