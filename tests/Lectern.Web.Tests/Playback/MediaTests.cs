using System.Net;
using System.Net.Http.Headers;
using Lectern.Core.Keys;
using Lectern.Core.Videos;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Playback;

public sealed class MediaTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("master.m3u8", "application/vnd.apple.mpegurl")]
    [InlineData("720/segment-1.m4s", "video/iso.segment")]
    [InlineData("720/init.mp4", "video/mp4")]
    [InlineData("poster.jpg", "image/jpeg")]
    [InlineData("captions.vtt", "text/vtt; charset=utf-8")]
    public async Task A_signed_address_plays_for_everyone_and_may_be_kept_until_it_expires(string file, string type)
    {
        var film = await NewFilmAsync();

        using var response = await film.GetAsync(film.Prefix + file);

        Assert.Equal((HttpStatusCode.OK, type), (response.StatusCode, response.Content.Headers.ContentType!.ToString()));
        Assert.Equal("0123456789", await response.Content.ReadAsStringAsync(Stop));
        // Half past nine, four hours, rounded up: two o'clock.
        Assert.Equal("max-age=16200, public, immutable", string.Join(", ", response.Headers.GetValues("Cache-Control").Single().Split(", ").Order().OrderByDescending(part => part[0] == 'm').ThenByDescending(part => part)));
        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Empty(SetCookie.AllOf(response));
    }

    [Fact]
    public async Task A_part_can_be_asked_for()
    {
        var film = await NewFilmAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, film.Prefix + "720/segment-1.m4s");
        request.Headers.Range = new RangeHeaderValue(2, 4);

        using var response = await film.Stranger.SendAsync(request);

        Assert.Equal((HttpStatusCode.PartialContent, "234"), (response.StatusCode, await response.Content.ReadAsStringAsync(Stop)));
        Assert.Equal("bytes 2-4/10", response.Content.Headers.ContentRange!.ToString());
    }

    [Fact]
    public async Task Other_origins_may_ask_before()
    {
        var film = await NewFilmAsync();

        using var response = await film.Stranger.SendAsync(new HttpRequestMessage(HttpMethod.Options, film.Prefix + "master.m3u8"));

        Assert.Equal((HttpStatusCode.NoContent, "Range"), (response.StatusCode, Assert.Single(response.Headers.GetValues("Access-Control-Allow-Headers"))));
    }

    [Theory]
    [InlineData("expiry")]
    [InlineData("tracks")]
    [InlineData("kid")]
    [InlineData("signature")]
    [InlineData("signature cut")]
    [InlineData("video")]
    [InlineData("version")]
    [InlineData("parts")]
    [Shows("MED-001")]
    public async Task An_address_that_was_changed_opens_nothing_and_is_not_kept(string part)
    {
        var film = await NewFilmAsync();
        var other = await NewFilmAsync();
        var pieces = film.Prefix.Split('/');
        var grant = pieces[2].Split('.');
        switch (part)
        {
            case "expiry": grant[0] = $"{long.Parse(grant[0], null) + 3600}"; break;
            case "tracks": grant[1] = "v"; break;
            case "kid": grant[2] = "AAAAAAAA"; break;
            case "signature": grant[3] = (grant[3][0] == 'A' ? 'B' : 'A') + grant[3][1..]; break;
            case "signature cut": grant[3] = grant[3][..^1]; break;
            case "video": pieces[3] = other.Video.ToString("n"); break;
            case "version": pieces[4] = "v2"; break;
            default: grant = [.. grant, "x"]; break;
        }

        pieces[2] = string.Join('.', grant);
        using var response = await film.GetAsync(string.Join('/', pieces) + "master.m3u8");

        await Refused.ByProblemAsync(HttpStatusCode.Forbidden, "MED-001", response);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
    }

    [Fact]
    [Shows("MED-001")]
    public async Task An_address_ends_at_its_hour()
    {
        var film = await NewFilmAsync();

        film.App.Time.Advance(TimeSpan.FromSeconds(16199));
        using var lastSecond = await film.GetAsync(film.Prefix + "master.m3u8");
        film.App.Time.Advance(TimeSpan.FromSeconds(1));
        using var expired = await film.GetAsync(film.Prefix + "master.m3u8");
        film.App.Time.Advance(TimeSpan.FromMinutes(30));

        Assert.Equal(HttpStatusCode.OK, lastSecond.StatusCode);
        Assert.Contains("max-age=1", lastSecond.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        await Refused.ByProblemAsync(HttpStatusCode.Forbidden, "MED-001", expired);
    }

    [Theory]
    [InlineData("")]
    [InlineData("720")]
    [InlineData("nothing.m3u8")]
    [InlineData("source.mov")]
    [InlineData("MASTER.m3u8")]
    [InlineData("master.m3u8/x.m3u8")]
    [InlineData("..%2f..%2fsecret.vtt")]
    [InlineData("%2e%2e/%2e%2e/secret.vtt")]
    [InlineData("..%5csecret.vtt")]
    [InlineData("720%2f..%2f..%2fv2%2fmaster.m3u8")]
    [InlineData("folder.vtt")]
    public async Task What_is_no_file_of_this_version_is_not_there(string file)
    {
        var film = await NewFilmAsync();
        await File.WriteAllTextAsync(Path.Combine(film.App.DataFolder, "media", "videos", "secret.vtt"), "secret", Stop);

        using var response = await film.GetAsync(film.Prefix + file);

        Assert.True(response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden, $"{response.StatusCode}");
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task All_viewers_of_an_hour_share_one_address()
    {
        var film = await NewFilmAsync();
        using var browser = film.App.NewBrowser();
        var classmate = await browser.LaunchAsync(film.Visit.AsLearner());

        film.App.Time.Advance(TimeSpan.FromMinutes(10));
        var sameHour = await film.StreamOfAsync(classmate);
        film.App.Time.Advance(TimeSpan.FromMinutes(30));
        var nextHour = await film.StreamOfAsync(classmate);
        film.App.Time.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal(film.Prefix + "master.m3u8", sameHour);
        Assert.NotEqual(sameHour, nextHour);
    }

    [Fact]
    public async Task A_long_lectures_address_lasts_twice_its_length()
    {
        var film = await NewFilmAsync(durationSeconds: 3 * 3600 + 1);

        var expiry = DateTimeOffset.FromUnixTimeSeconds(long.Parse(film.Prefix.Split('/')[2].Split('.')[0], null));

        Assert.Equal(new TimeSpan(6, 30, 0), expiry - film.App.Time.GetUtcNow());
    }

    [Fact]
    public async Task A_new_key_leaves_old_addresses_playing_and_signs_the_new_ones()
    {
        var film = await NewFilmAsync();
        await film.App.Get<KeyRing>().RotateAsync(KeyPurpose.Media, "test", Stop);
        var atOnce = await film.StreamOfAsync(film.Teacher);
        film.App.Time.Advance(TimeSpan.FromMinutes(2));

        var later = await film.StreamOfAsync(film.Teacher);
        using var old = await film.GetAsync(film.Prefix + "master.m3u8");
        using var fresh = await film.GetAsync(later);
        film.App.Time.Advance(TimeSpan.FromMinutes(58));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (old.StatusCode, fresh.StatusCode));
        Assert.Equal(film.Prefix + "master.m3u8", atOnce);
        Assert.NotEqual(later.Split('.')[2], film.Prefix.Split('.')[2]);
    }

    private async Task<Film> NewFilmAsync(double? durationSeconds = 60)
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        // Each test begins at half past, whatever the one before it did to the clock.
        var now = app.Time.GetUtcNow();
        app.Time.Advance(TimeSpan.FromMinutes((90 - now.Minute) % 60) - TimeSpan.FromSeconds(now.Second));
        return await Film.MakeAsync(app, durationSeconds);
    }
}
