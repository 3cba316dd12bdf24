using Lectern.EndToEnd.Tests.Browser;
using Lectern.EndToEnd.Tests.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lectern.EndToEnd.Tests.Manners;

/// <summary>What holds everywhere, and a storage that names itself in the login, as it should be and as it should not.</summary>
public sealed class CanvasMannerTests(CanvasCampus campus, LecternBrowser browser) : InEveryManner(campus, browser), IClassFixture<CanvasCampus>
{
    private const string Honest = """
        const kept = new Map();
        const honest = (data) => data.subject === "lti.put_data"
          ? (kept.set(data.key, data.value), { key: data.key, value: data.value })
          : { key: data.key, value: kept.get(data.key) ?? null };
        const answer = ({ source, origin, data }, said = honest(data)) =>
          source?.postMessage({ subject: `${data.subject}.response`, message_id: data.message_id, ...said }, origin);
        """;

    [Theory]
    [InlineData("never answers", "")]
    [InlineData("answers late", "onmessage = message => setTimeout(answer, 2500, message);")]
    [InlineData("keeps nothing", "onmessage = message => answer(message, { key: message.data.key, value: null });")]
    [InlineData("gives back something else", "onmessage = message => { honest(message.data); answer(message, { key: message.data.key, value: 'another' }); };")]
    [InlineData("refuses", "onmessage = message => answer(message, { ...honest(message.data), error: { code: 'storage_exhaustion' } });")]
    [InlineData("answers another question", "onmessage = ({ source, origin, data }) => source.postMessage({ subject: `${data.subject}.response`, message_id: 'x' + data.message_id, ...honest(data) }, origin);")]
    public async Task Storage_that_is_not_to_be_relied_on_leads_to_a_window_before_the_LMS_is_called(string how, string script)
    {
        await using var student = await SitDownAsync(Honest + script);
        var called = false;
        student.Context.Request += (_, request) => called |= request.Url.Contains("/lti/authorize", StringComparison.Ordinal);

        var frame = await OpenAsync(student, "/lti/login");

        await Expect(frame.Locator("#login-window")).ToBeVisibleAsync();
        Assert.False(called, how);
        Faults.None(student.Faults);
    }

    [Fact]
    public async Task Registration_with_all_its_choices_has_no_faults()
    {
        var (configuration, token) = await Stack.OfferAsync();
        await using var desk = await Browser.SitDownAsync();

        await desk.Page.GotoAsync($"{await Stack.InviteAsync()}&openid_configuration={Uri.EscapeDataString(configuration)}&registration_token={Uri.EscapeDataString(token)}");

        await Expect(desk.Page.GetByLabel("Choosing content for a course")).ToBeCheckedAsync();
        Faults.None(await desk.ExamineAsync("registration-canvas"));
    }

    [Fact]
    public async Task What_another_origin_says_is_not_heard()
    {
        // A stranger in the LMS's page learns each message and answers it at once, to every frame, with a value of its own.
        await using var student = await SitDownAsync(Honest + """
            const stranger = document.createElement("iframe");
            stranger.sandbox = "allow-scripts";
            stranger.srcdoc = `<script>onmessage = ({ data }) => {
              for (let i = 0; i < top.frames.length; i++)
                top.frames[i].postMessage({ subject: data.subject + ".response", message_id: data.message_id, key: data.key, value: "a stranger's" }, "*");
            }<\/script>`;
            document.body.append(stranger);
            const ready = new Promise(loaded => stranger.addEventListener("load", loaded));
            onmessage = async message => {
              if (message.data.subject.endsWith(".response")) return;
              await ready;
              stranger.contentWindow.postMessage(message.data, "*");
              setTimeout(answer, 100, message);
            };
            """);

        var frame = await OpenAsync(student, "/w/");

        await Expect(frame.Locator("#list")).ToBeVisibleAsync();
        Faults.None(student.Faults);
    }

    [Fact]
    public async Task A_value_that_is_gone_when_the_launch_comes_ends_in_a_refusal_with_its_code()
    {
        // Both questions of the login are answered, the launch's are not.
        await using var student = await SitDownAsync(Honest + "let count = 0; onmessage = message => { if (++count <= 2) answer(message); };");

        var frame = await OpenAsync(student, "/lti/launch");

        await Expect(frame.Locator("#launch-blocked .code")).ToHaveTextAsync("Code LTI-021");
        Faults.None(student.Faults);
    }

    [Fact]
    public async Task The_stored_secret_is_in_no_address()
    {
        var addresses = new List<string>();
        var secret = new TaskCompletionSource<string>();
        await using var student = await SitDownAsync(Honest + "onmessage = message => { if (message.data.value) console.log(`kept ${message.data.value}`); answer(message); };");
        student.Context.Request += (_, request) => addresses.Add(request.Url);
        student.Page.Console += (_, message) => _ = message.Text.StartsWith("kept ", StringComparison.Ordinal) && secret.TrySetResult(message.Text[5..]);

        var frame = await OpenAsync(student, "/w/");
        await Expect(frame.Locator("#list")).ToBeVisibleAsync();

        var kept = await secret.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Matches("^[A-Za-z0-9_-]{43}$", kept);
        Assert.DoesNotContain(addresses, address => address.Contains(kept, StringComparison.Ordinal));
        Assert.DoesNotContain('#', frame.Url);
        Assert.DoesNotContain(kept, Stack.LecternLog, StringComparison.Ordinal);
        Faults.None(student.Faults);
    }

    /// <summary>A student whose browser keeps no cookie of Lectern's, before an LMS whose storage runs this script.</summary>
    private async Task<Desk> SitDownAsync(string storage)
    {
        var desk = await PracticeLms.SitDownAsync(Stack, Browser, "Mara");
        await desk.RefuseLoginCookieAsync();
        await desk.Page.RouteAsync("**/lti/storage", route => route.FulfillAsync(new() { ContentType = "text/html", Body = $"<!doctype html><title>Data</title><body><script>{storage}</script>" }));
        return desk;
    }

    private async Task<IFrame> OpenAsync(Desk desk, string path)
    {
        var activity = await Stack.AddVideosActivityAsync(await Stack.NewCourseAsync("CS-101"));
        await new PracticeLms(Stack, desk).GoToAsync($"activity/{activity}");
        return await desk.LecternFrameAsync(Stack.Tool, path);
    }
}
