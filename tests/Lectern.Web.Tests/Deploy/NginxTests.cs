using System.Net;
using Lectern.Core.Capture.Boxes;
using Lectern.Core.Governance;
using Lectern.TestSupport;
using Lectern.Web.Tests.Capture;
using Lectern.Web.Tests.Playback;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests.Deploy;

using Tus = Lectern.Web.Tests.Uploads.Tus;

/// <summary>The proxy configuration we ship, in a real nginx in front of the real host.</summary>
public sealed class NginxTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nginx_takes_the_configuration_as_it_is_shipped()
    {
        Assert.SkipWhen(Nginx.Program is null, Nginx.WhyNotHere);
        await using var nginx = new Nginx(new Uri("http://127.0.0.1:5080"), new Uri("https://127.0.0.1:8443"));

        var (exit, text) = await nginx.CheckAsync();

        Assert.True(exit == 0, text);
        Assert.DoesNotContain("warn", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_launch_goes_through_and_is_cached_by_nobody()
    {
        await using var stage = await Stage.SetAsync();
        var session = await stage.App.NewBrowser().LaunchAsync(stage.App.Teacher());

        using var page = await session.GetAsync("/videos");
        using var shell = await session.Browser.GetAsync(session.Root);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.All([page, shell], answer =>
        {
            Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.False(answer.Headers.Contains("X-Cache"));
            Assert.Equal("max-age=31536000", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Equal("nginx", answer.Headers.Server.ToString());
        });
    }

    [Fact]
    public async Task Media_are_kept_by_the_proxy_as_long_as_their_address_says()
    {
        await using var stage = await Stage.SetAsync();
        var film = await Film.MakeAsync(stage.App, 60);

        using var first = await film.GetAsync(film.Prefix + "720/segment-1.m4s");
        using var second = await film.GetAsync(film.Prefix + "720/segment-1.m4s");
        using var forged = await film.GetAsync(film.Prefix.Replace("/m/", "/m/1", StringComparison.Ordinal) + "720/segment-1.m4s");

        Assert.Equal(("MISS", "HIT"), (first.Headers.GetValues("X-Cache").Single(), second.Headers.GetValues("X-Cache").Single()));
        Assert.Equal("0123456789", await second.Content.ReadAsStringAsync(Stop));
        Assert.Contains("max-age=16200", second.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Contains("immutable", second.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, forged.StatusCode);
        Assert.NotEqual("HIT", forged.Headers.GetValues("X-Cache").Single());
    }

    [Fact]
    public async Task An_upload_larger_than_any_form_goes_through_and_what_arrived_before_a_cut_counts()
    {
        await using var stage = await Stage.SetAsync();
        var session = await stage.App.NewBrowser().LaunchAsync(stage.App.Teacher());
        var file = new byte[8 << 20];
        var path = await Tus.BeginAsync(session, "lecture.mp4", file.Length);

        await CutAsync(session, path, file.AsMemory(..(3 << 20)));
        var offset = await OffsetAsync(session, path);
        using var rest = await Tus.SendAsync(session, path, offset, file[(int)offset..]);

        // A proxy that kept the body to itself until it was whole would have passed on nothing.
        Assert.True(offset > 0);
        Assert.Equal((HttpStatusCode.NoContent, file.Length), (rest.StatusCode, Tus.OffsetOf(rest)));
    }

    [Fact]
    public async Task A_box_signs_in_by_Digest_and_brings_a_track_larger_than_any_form_through_it()
    {
        await using var stage = await Stage.SetAsync();
        var key = await stage.App.Get<AddBox>().RunAsync(await Machine.NewRoomAsync(stage.App), Actors.Operator, Stop);
        using var box = new DigestClient(stage.App, key!);

        using var begun = await box.SignInAsync(HttpMethod.Get, "/ingest/createMediaPackage");
        using var form = new MultipartFormDataContent { { new StringContent(await begun.Content.ReadAsStringAsync(Stop)), "mediaPackage" }, { new ByteArrayContent(new byte[3 << 20]), "BODY", "lecture.mp4" } };
        using var added = await box.SignInAsync(HttpMethod.Post, "/ingest/addTrack", form);

        Assert.Equal(HttpStatusCode.OK, added.StatusCode);
    }

    [Fact]
    public async Task The_log_shows_no_code_and_no_signature()
    {
        await using var stage = await Stage.SetAsync();
        var film = await Film.MakeAsync(stage.App, 60);
        var grant = film.Prefix.Split('/')[Array.IndexOf(film.Prefix.Split('/'), "m") + 1];

        using var link = await stage.App.NewBrowser().GetAsync("/admin/sign-in?code=once-only");
        using var segment = await film.GetAsync(film.Prefix + "720/segment-1.m4s");
        using var last = await stage.App.NewBrowser().GetAsync("/lti/keys");

        var log = await LogAsync(stage, "/lti/keys");
        Assert.Contains("GET /admin/sign-in 200", log, StringComparison.Ordinal);
        Assert.Matches("GET /m/-/[^ ]*720/segment-1.m4s 200", log);
        Assert.DoesNotContain("once-only", log, StringComparison.Ordinal);
        Assert.DoesNotContain(grant, log, StringComparison.Ordinal);
    }

    // A line is written a moment after its answer.
    private static async Task<string> LogAsync(Stage stage, string until)
    {
        for (var tries = 0; ; tries++)
        {
            var log = await File.ReadAllTextAsync(stage.Nginx.Log, Stop);
            if (log.Contains(until, StringComparison.Ordinal) || tries == 200)
            {
                return log;
            }

            await Task.Delay(25, Stop);
        }
    }

    // A browser that goes away in the middle of its body.
    private static async Task CutAsync(Session session, string path, ReadOnlyMemory<byte> part)
    {
        using var cut = new CutBody(part, 8 << 20);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => Tus.SendAsync(session, path, 0, cut));
    }

    private static async Task<long> OffsetAsync(Session session, string path)
    {
        for (var tries = 0; ; tries++)
        {
            using var answer = await Tus.AskAsync(session, path);
            if (answer.IsSuccessStatusCode && Tus.OffsetOf(answer) is var offset && (offset > 0 || tries == 50))
            {
                return offset;
            }

            Assert.True(tries < 100, $"{answer.StatusCode}");
            await Task.Delay(50, Stop);
        }
    }

    /// <summary>The host, and nginx at its public address.</summary>
    private sealed class Stage(LecternApp app, Nginx nginx) : IAsyncDisposable
    {
        public LecternApp App => app;

        public Nginx Nginx => nginx;

        public static async Task<Stage> SetAsync()
        {
            Assert.SkipWhen(Nginx.Program is null, Nginx.WhyNotHere);
            var upstream = "";
            var app = await LecternApp.StartAsync(settings: settings => settings["urls"] = upstream = $"http://127.0.0.1:{Ports.Free()}");
            var nginx = new Nginx(new Uri(upstream), new Uri(app.Url));
            await nginx.StartAsync();
            return new Stage(app, nginx);
        }

        public async ValueTask DisposeAsync()
        {
            await nginx.DisposeAsync();
            await app.DisposeAsync();
        }
    }
}
