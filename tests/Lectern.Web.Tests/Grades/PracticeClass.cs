using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Lectern.Core.Collections;
using Lectern.Core.Grades;
using Lectern.Core.Platforms;
using Lectern.Core.Videos;
using Lectern.PracticeLms;
using Lectern.PracticeLms.Keys;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Lectern.Web.Lti;
using Lectern.Web.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lectern.Web.Tests.Grades;

/// <summary>CS-305 of the practice LMS, in one of its manners and by our clock, with a video of a hundred seconds that counts for twenty points.</summary>
internal sealed class PracticeClass : IAsyncDisposable
{
    private const string Course = "CS-305";
    private const string ToolConfiguration = "https://purl.imsglobal.org/spec/lti-tool-configuration";
    private const string EveryScope = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly https://purl.imsglobal.org/spec/lti-ags/scope/score";
    private readonly WebApplication _lms;
    private readonly HttpClient _http;
    private readonly List<Browser> _browsers = [];

    private PracticeClass(LecternApp app, WebApplication lms, int port) =>
        (App, _lms, _http) = (app, lms, new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") });

    public LecternApp App { get; }

    public Guid Video { get; private set; }

    public int Activity { get; private set; }

    public string Tool { get; private set; } = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <param name="points">Null for a link that is placed without.</param>
    public static async Task<PracticeClass> OpenAsync(string manner, DatabaseEngine engine = DatabaseEngine.Sqlite, int? points = 20, string scopes = EveryScope)
    {
        var port = Ports.Free();
        var app = await LecternApp.StartAsync(engine, settings => settings["AllowedInsecureHosts:2"] = $"127.0.0.1:{port}");
        var lms = PracticeLmsApp.Build(["--urls", $"http://127.0.0.1:{port}", "--manner", manner], services => services.AddSingleton<TimeProvider>(app.Time).AddSingleton<RsaKeyMaker>(RsaKeyMakers.OfFew()).AddLogging(logging => logging.ClearProviders()));
        await lms.StartAsync(Stop);
        var it = new PracticeClass(app, lms, port);
        await it.RegisterAsync(scopes);
        await it.PlaceAsync(points);
        return it;
    }

    /// <summary>Somebody opens the link.</summary>
    public Task<Session> OpenAsync(string person) => LaunchAsync(new { person, activityId = Activity });

    public Task<Session> ReviewAsync(string person, string forUser, string? column = null) =>
        LaunchAsync(new { person, activityId = Activity, messageType = "LtiSubmissionReviewRequest", forUser, lineItemId = column });

    /// <summary>A student watches so much of it.</summary>
    public async Task WatchAsync(string person, int seconds)
    {
        var session = await OpenAsync(person);
        App.Time.Advance(TimeSpan.FromSeconds(60));
        using var told = await session.PostAsync($"/api/videos/{Video}/watched", new { ranges = new[] { new[] { 0, seconds } } });
        Assert.Equal(HttpStatusCode.NoContent, told.StatusCode);
    }

    /// <summary>Later, what is due is sent.</summary>
    public async Task SendAsync(int seconds = 5)
    {
        App.Time.Advance(TimeSpan.FromSeconds(seconds));
        await App.Get<ScoreSender>().SendDueAsync(Stop);
    }

    /// <summary>The teacher's hand in the gradebook; null empties the cell.</summary>
    public async Task GradeAsync(string person, double? score)
    {
        App.Time.Advance(TimeSpan.FromSeconds(5));
        await PostAsync("/api/grades", new { lineItemId = (string)(await ColumnsAsync())[0]!["id"]!, person, score });
    }

    public async Task<JsonArray> ColumnsAsync() => (await _http.GetFromJsonAsync<JsonArray>($"/api/courses/{Course}/columns", Stop))!;

    /// <summary>The one cell of the gradebook, or null.</summary>
    public async Task<JsonNode?> CellAsync() => (await _http.GetFromJsonAsync<JsonArray>($"/api/courses/{Course}/grades", Stop))!.SingleOrDefault();

    public async Task<double?> PointsAsync() => (double?)(await CellAsync())?["score"];

    public async Task<GradedScore> ScoreAsync()
    {
        await using var rows = App.Rows();
        return await rows.GradedScores.SingleAsync(Stop);
    }

    public async Task NarrowAsync(string scopes) => await PostAsync($"/api/tools/{Tool}/scopes", new { scopes = scopes.Split(' ') });

    public async Task<JsonNode> PostAsync(string path, object body)
    {
        using var answer = await _http.PostAsJsonAsync(path, body, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.IsSuccessStatusCode, $"{path} answered {answer.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    public async Task<Session> LaunchAsync(object what) => (await ArriveAsync(await PostAsync("/api/launches", what))).Session;

    /// <summary>A grader opens the address that the LMS keeps with a submission.</summary>
    public async Task<Session> OpenSubmissionAsync(string person, string column, string student)
    {
        var launch = await PostAsync("/api/launches", new { person, activityId = Activity });
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/course/2/grades/{column}/{student}/review/launch");
        request.Headers.Add("Cookie", (string)launch["cookie"]!);
        using var page = await _http.SendAsync(request, Stop);
        var form = await Html.ReadAsync(page);
        var fields = new JsonObject(form.QuerySelectorAll("input[name]").Select(field => KeyValuePair.Create(field.GetAttribute("name")!, (JsonNode?)field.GetAttribute("value"))));
        return (await ArriveAsync(new JsonObject { ["url"] = form.QuerySelector("form")!.GetAttribute("action"), ["fields"] = fields, ["cookie"] = (string)launch["cookie"]! })).Session;
    }

    public async ValueTask DisposeAsync()
    {
        _browsers.ForEach(browser => browser.Dispose());
        _http.Dispose();
        await App.DisposeAsync();
        await _lms.DisposeAsync();
    }

    private async Task RegisterAsync(string scopes)
    {
        var tool = await PostAsync("/api/tools", new JsonObject
        {
            ["application_type"] = "web",
            ["response_types"] = new JsonArray("id_token"),
            ["initiate_login_uri"] = $"{App.Url}/lti/login",
            ["redirect_uris"] = new JsonArray(App.LaunchAddress),
            ["client_name"] = "Lectern",
            ["jwks_uri"] = $"{App.Url}/lti/keys",
            ["token_endpoint_auth_method"] = "private_key_jwt",
            ["scope"] = scopes,
            [ToolConfiguration] = new JsonObject
            {
                ["domain"] = new Uri(App.Url).Authority,
                ["target_link_uri"] = App.LaunchAddress,
                ["claims"] = new JsonArray("iss", "sub", "name", "given_name", "family_name", "email"),
                ["messages"] = new JsonArray(new JsonObject { ["type"] = "LtiDeepLinkingRequest", ["target_link_uri"] = App.LaunchAddress }),
            },
        });
        Tool = (string)tool["id"]!;
        var known = (await _http.GetFromJsonAsync<JsonObject>("/api/platform", Stop))!;
        var platform = Some.Platform("Practice", productFamily: null);
        var registration = new Registration
        {
            PlatformId = platform.Id,
            Issuer = (string)known["issuer"]!,
            ClientId = (string)tool["clientId"]!,
            AuthorizationEndpoint = (string)known["authorizationEndpoint"]!,
            TokenEndpoint = (string)known["tokenEndpoint"]!,
            JwksUri = (string)known["jwksUri"]!,
            CreatedAt = App.Time.GetUtcNow(),
        };
        await App.Database.AddAsync([platform, registration, Some.Deployment(registration, (string)tool["deploymentId"]!)], Stop);
    }

    private async Task PlaceAsync(int? points)
    {
        var begun = await PostAsync("/api/launches", new { person = "ines", courseId = Course, toolId = Tool, messageType = "LtiDeepLinkingRequest" });
        var (session, _) = await ArriveAsync(begun);
        await using var rows = App.Rows();
        var launch = await rows.Launches.Include(l => l.Collection).Include(l => l.Person).SingleAsync(l => l.Id == session.Launch, Stop);
        var video = Some.Video(launch.Collection!, launch.Person, "Clocks", Visibility.Published);
        (video.StreamVersion, video.StreamKind, video.HasAudio, video.DurationSeconds) = ("v1", StreamKind.Renditions, false, 100);
        await App.Database.AddAsync([video], Stop);
        Video = video.Id;
        using var placed = await session.PostAsync("/api/deep-link", new { items = new[] { new { video = video.Id, points } } });
        var answer = await Json.ReadAsync(placed);
        using var request = new HttpRequestMessage(HttpMethod.Post, answer["action"]!.GetValue<string>())
        {
            Content = new FormUrlEncodedContent([new("JWT", answer["jwt"]!.GetValue<string>())]),
        };
        request.Headers.Add("Cookie", (string)begun["cookie"]!);
        request.Headers.Add("Accept", "application/json");
        using var returned = await _http.SendAsync(request, Stop);
        Assert.True(returned.IsSuccessStatusCode, await returned.Content.ReadAsStringAsync(Stop));
        var activities = (await _http.GetFromJsonAsync<JsonArray>($"/api/activities?courseId={Course}", Stop))!;
        Activity = (int)activities[^1]!["id"]!;
    }

    // The login's redirects and forms, as a browser follows them.
    private async Task<(Session Session, Arrival Arrival)> ArriveAsync(JsonNode begun)
    {
        var browser = App.NewBrowser();
        _browsers.Add(browser);
        var fields = begun["fields"]!.AsObject().ToDictionary(field => field.Key, field => (string?)field.Value);
        using var login = await browser.GetAsync(QueryHelpers.AddQueryString("/lti/login", fields));
        var authorization = (await Html.ReadAsync(login)).GetElementById("login")!.GetAttribute("data-authorization-url")!;
        using var request = new HttpRequestMessage(HttpMethod.Get, authorization);
        request.Headers.Add("Cookie", (string)begun["cookie"]!);
        using var authorized = await _http.SendAsync(request, Stop);
        var form = await Html.ReadAsync(authorized);
        string Field(string name) => form.QuerySelector($"input[name={name}]")?.GetAttribute("value") ?? throw new InvalidOperationException(form.DocumentElement.TextContent);
        using var launched = await browser.PostFormAsync("/lti/launch", ("state", Field("state")), ("id_token", Field("id_token")));
        var arrival = await Arrival.OfAsync(launched);
        using var exchanged = await browser.ExchangeAsync(arrival);
        return (new Session(browser, arrival.Launch, (await Json.ReadAsync(exchanged))["token"]!.GetValue<string>()), arrival);
    }
}
