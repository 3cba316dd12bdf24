using System.Net.Http.Json;
using System.Text.Json;
using Lectern.Demo.Browser;
using Lectern.Demo.Tool;
using Lectern.TestSupport;

namespace Lectern.EndToEnd.Tests.Stack;

/// <summary>
/// Lectern and the practice LMS as processes of their own, on two host names, so that a browser treats them as the strangers
/// they are: third-party cookies between them are blocked.
/// </summary>
public sealed partial class LecternStack : IAsyncLifetime
{
    private readonly TempFolder _data = new();
    private readonly Dictionary<string, string> _environment;
    private readonly string _manner;
    private RunningProgram? _lectern;
    private RunningProgram? _lms;

    public LecternStack()
        : this("moodle")
    {
    }

    /// <param name="manner">Which platform the LMS plays.</param>
    internal LecternStack(string manner)
    {
        _manner = manner;
        var (tool, lms) = (Ports.Free(), Ports.Free());
        Tool = new Uri($"http://127.0.0.1:{tool}/");
        Lms = new Uri($"http://localhost:{lms}/");
        _environment = new()
        {
            ["LECTERN_PublicUrl"] = Tool.GetLeftPart(UriPartial.Authority),
            ["LECTERN_AllowedInsecureHosts__0"] = Lms.Authority,
            ["LECTERN_Storage__DataFolder"] = Path.Combine(_data.Path, "lectern"),
            ["ASPNETCORE_URLS"] = Tool.GetLeftPart(UriPartial.Authority),
        };
#pragma warning disable RS0030 // The tests' own client, to addresses of this machine.
        Http = new HttpClient();
#pragma warning restore RS0030
    }

    public Uri Tool { get; }

    public Uri Lms { get; }

    public HttpClient Http { get; }

    public string LecternLog => _lectern?.Output ?? "";

    public async ValueTask InitializeAsync()
    {
        _lms = await RunningProgram.StartAsync("Lectern.PracticeLms", "practice-lms", ["--urls", Lms.GetLeftPart(UriPartial.Authority), "--auto-activate", "true", "--manner", _manner]);
        await StartLecternAsync();
        await AnswersAsync(new Uri(Lms, "api/platform"));
        await AnswersAsync(new Uri(Tool, "lti/keys"));
        await RegisterAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await (_lectern?.DisposeAsync() ?? default);
        await (_lms?.DisposeAsync() ?? default);
        _data.Dispose();
    }

    /// <summary>A one-time registration address, from the operator's console.</summary>
    public async Task<Uri> InviteAsync() =>
        new(await RunningProgram.RunAsync("Lectern.Host", "lectern", ["platform", "invite", "--name", "Practice LMS"], _environment));

    /// <summary>A sign-in address for the operator.</summary>
    public async Task<Uri> AdminLinkAsync() =>
        new(await RunningProgram.RunAsync("Lectern.Host", "lectern", ["admin", "link"], _environment));

    /// <summary>kill -9, and start again on the same data.</summary>
    public async Task KillAndRestartAsync()
    {
        _lectern!.Kill();
        await _lectern.DisposeAsync();
        await StartLecternAsync();
        await AnswersAsync(new Uri(Tool, "lti/keys"));
    }

    private async Task StartLecternAsync() => _lectern = await RunningProgram.StartAsync("Lectern.Host", "lectern", ["serve"], _environment);

    // What the administrator's browser does, without one; the pages themselves have a test of their own.
    private async Task RegisterAsync()
    {
        var (configuration, token) = await OfferAsync();
        var address = ToolApi.Registration(await InviteAsync(), configuration, token);
        using var administrator = new WebBrowser();
        var page = await administrator.GetAsync(address, CancellationToken.None);
        var (answer, _) = await administrator.PostAsync(page.PostForm() ?? throw new InvalidOperationException(page.Gist()), CancellationToken.None);
        var tools = await Http.GetFromJsonAsync<JsonElement>(new Uri(Lms, "api/tools"));
        Assert.True(tools.GetArrayLength() == 1, answer?.Gist());
        ToolId = tools[0].GetProperty("id").GetString()!;
    }

    private async Task AnswersAsync(Uri address)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                using var answer = await Http.GetAsync(address, patience.Token);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(200, patience.Token);
            }
        }
    }
}
