using System.Net;
using Lectern.Core.Capture.Boxes;
using Lectern.Core.Governance;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Capture;

public sealed partial class BoxTests
{
    private const string Calendars = "/recordings/calendars?agentid=hall-b&cutoff=1";

    [Theory, DatabaseData]
    public async Task A_box_that_asks_for_Digest_is_challenged_and_signs_in_and_its_password_lies_nowhere_in_plain(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var box = await BoxAsync(app);
        using var digest = new DigestClient(app, box.Key);
        using var other = new HttpClient(new SocketsHttpHandler { Credentials = new NetworkCredential(box.Key.Device.ToString("n"), box.Key.Key) }) { BaseAddress = new Uri(app.Url) };
        other.DefaultRequestHeaders.Add("X-Requested-Auth", "Digest");

        using var asked = await digest.AskAsync(HttpMethod.Get, Calendars);
        using var answered = await digest.SignInAsync(HttpMethod.Get, Calendars);
        using var told = await digest.SignInAsync(HttpMethod.Post, "/capture-admin/agents/hall%20b", new FormUrlEncodedContent([new("state", "idle")]));
        using var old = await digest.AskAsync(HttpMethod.Get, Calendars, digest.Answer(DigestClient.NonceOf(asked), HttpMethod.Get, Calendars, qop: null));
        using var byAnother = await other.GetAsync("/info/me.json", Stop);

        await Refused.ByProblemAsync(HttpStatusCode.Unauthorized, "CAP-001", asked);
        Assert.Matches("^Digest realm=\"Opencast\", qop=\"auth\", nonce=\"[^\"]+\"$", DigestClient.Challenge(asked));
        Assert.All([answered, told, old, byAnother], response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        await using var rows = app.Rows();
        var kept = (await rows.Devices.SingleAsync(device => device.Id == box.Key.Device, Stop)).DigestKey!;
        Assert.StartsWith("sealed1.", kept, StringComparison.Ordinal);
        Assert.DoesNotContain(BoxDigest.Hash($"{box.Key.Device:n}:Opencast:{box.Key.Key}"), kept, StringComparison.Ordinal);
    }

    [Theory, DatabaseData]
    public async Task An_answer_opens_only_what_it_was_made_for_with_the_right_password_and_a_nonce_of_ours(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var box = await BoxAsync(app);
        using var other = await BoxAsync(app);
        using var digest = new DigestClient(app, box.Key);
        using var asked = await digest.AskAsync(HttpMethod.Get, Calendars);
        var (nonce, right) = (DigestClient.NonceOf(asked), digest.Answer(DigestClient.NonceOf(asked), HttpMethod.Get, Calendars));

        async Task<string> RefusedAsync(HttpMethod method, string path, string authorization)
        {
            using var response = await digest.AskAsync(method, path, authorization);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            return DigestClient.Challenge(response);
        }

        Assert.DoesNotContain("stale", await RefusedAsync(HttpMethod.Get, Calendars, digest.Answer(nonce, HttpMethod.Get, Calendars, password: other.Key.Key)), StringComparison.Ordinal);
        Assert.DoesNotContain("stale", await RefusedAsync(HttpMethod.Get, "/info/me.json", right), StringComparison.Ordinal);
        Assert.DoesNotContain("stale", await RefusedAsync(HttpMethod.Post, "/capture-admin/agents/hall-b", digest.Answer(nonce, HttpMethod.Get, "/capture-admin/agents/hall-b")), StringComparison.Ordinal);
        Assert.DoesNotContain("stale", await RefusedAsync(HttpMethod.Get, Calendars, right.Replace("username=\"", "username=\"0", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain("stale", await RefusedAsync(HttpMethod.Get, Calendars, "Digest " + new string('a', 3000)), StringComparison.Ordinal);
        var madeUp = $"{app.Time.GetUtcNow().ToUnixTimeSeconds():x}-AAAAAAAAAAAAAAAAAAAAAA";
        Assert.EndsWith("stale=true", await RefusedAsync(HttpMethod.Get, Calendars, digest.Answer(madeUp, HttpMethod.Get, Calendars)), StringComparison.Ordinal);

        app.Leap(TimeSpan.FromMinutes(6));
        var late = await RefusedAsync(HttpMethod.Get, Calendars, right);
        app.Leap(TimeSpan.FromMinutes(-6));
        Assert.EndsWith("stale=true", late, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_box_of_before_Digest_is_told_of_on_its_rooms_page_and_a_new_password_ends_the_old_one()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var it = await Admin.Operator.SignInAsync(app);
        using var box = await BoxAsync(app);
        using var digest = new DigestClient(app, box.Key);
        await using var rows = app.Rows();
        await rows.Devices.Where(device => device.Id == box.Key.Device).ExecuteUpdateAsync(set => set.SetProperty(device => device.DigestKey, (string?)null), Stop);

        using var before = await digest.SignInAsync(HttpMethod.Get, Calendars);
        using var page = await it.GetAsync($"/admin/rooms/{box.Room}");
        using var renewed = await Admin.Form.SendAsync(it, $"/admin/rooms/{box.Room}", $"/admin/rooms/{box.Room}?handler=Password&device={box.Key.Device}");
        var shown = await Html.ReadAsync(renewed);
        var key = new BoxKey(box.Key.Device, shown.QuerySelector("#box-password")!.GetAttribute("value")!);
        using var after = new DigestClient(app, key);
        using var now = new Box(app, box.Room, key);
        using var byDigest = await after.SignInAsync(HttpMethod.Get, Calendars);

        Assert.Equal(HttpStatusCode.Unauthorized, before.StatusCode);
        Assert.Contains("can't sign in by Digest", (await Html.ReadAsync(page)).QuerySelector("[aria-labelledby=devices]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(box.Key.Device.ToString("n"), shown.QuerySelector("#box-user")!.GetAttribute("value"));
        Assert.DoesNotContain("can't sign in by Digest", shown.QuerySelector("[aria-labelledby=devices]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, byDigest.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await box.TryPostAsync("/capture-admin/agents/hall-b", ("state", "idle")));
        Assert.Equal(HttpStatusCode.OK, await now.TryPostAsync("/capture-admin/agents/hall-b", ("state", "idle")));
        Assert.Contains(Acts.RenewBox, await rows.Audit.Where(row => row.Subject == box.Room.ToString()).Select(row => row.Act).ToListAsync(Stop));
    }
}
