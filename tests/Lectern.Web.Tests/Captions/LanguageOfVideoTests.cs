using System.Net;
using Lectern.Core.Collections;
using Lectern.Core.Captions;
using Lectern.Core.Jobs;
using Lectern.Core.Videos;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Captions;

/// <summary>The language spoken in a video, as its teacher sets it.</summary>
public sealed class LanguageOfVideoTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [DatabaseData]
    public async Task Another_language_sends_a_run_away_and_begins_the_captions_anew(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());
        var (video, job) = await AddAsync(app, session, "en", JobState.Running);
        var run = new JobAttempt(job.Id, job.Attempt);

        using var response = await session.PatchAsync($"/api/videos/{video.Id}", new { language = "de" });

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        await using var rows = app.Rows();
        var after = await rows.Jobs.SingleAsync(j => j.Id == job.Id, Stop);
        Assert.Equal((JobState.Queued, "", 0, job.Attempt, 0), (after.State, after.StepsDone, after.Percent, after.Attempt, after.Kills));
        Assert.Equal("de", (await rows.Videos.SingleAsync(v => v.Id == video.Id, Stop)).Language);
        Assert.False(await app.Get<JobLedger>().BeatAsync(run, "captions", 50, Stop));
        Assert.NotNull(await app.Get<JobLedger>().ClaimAsync(new JobAttempt(job.Id, job.Attempt + 1), "node", Stop));
    }

    [Theory]
    [DatabaseData]
    public async Task The_language_that_it_is_already_changes_nothing(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());
        var (video, job) = await AddAsync(app, session, "en", JobState.Done);

        using var same = await session.PatchAsync($"/api/videos/{video.Id}", new { language = "en" });
        await using var rows = app.Rows();
        var untouched = await rows.Jobs.AsNoTracking().SingleAsync(j => j.Id == job.Id, Stop);
        using var unset = await session.PatchAsync($"/api/videos/{video.Id}", new { language = "" });

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (same.StatusCode, unset.StatusCode));
        Assert.Equal(JobState.Done, untouched.State);
        Assert.Null((await rows.Videos.SingleAsync(v => v.Id == video.Id, Stop)).Language);
        Assert.Equal(JobState.Queued, (await rows.Jobs.AsNoTracking().SingleAsync(j => j.Id == job.Id, Stop)).State);
    }

    [Fact]
    [Shows("VID-003")]
    public async Task A_language_that_captions_cant_be_made_in_is_refused()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());
        var (video, _) = await AddAsync(app, session, "en", JobState.Done);

        foreach (var tag in (string[])["tlh", "EN", "--help", "en; rm", new string('e', 100)])
        {
            using var response = await session.PatchAsync($"/api/videos/{video.Id}", new { language = tag });
            await Refused.ByProblemAsync(HttpStatusCode.BadRequest, "VID-003", response);
        }
    }

    [Fact]
    public async Task Page_player_and_scripts_say_the_language()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());
        var (video, _) = await AddAsync(app, session, "fr", JobState.Done);
        await app.Database.AddAsync([new CaptionTrack { VideoId = video.Id, Language = "fr", CaptionVersion = "v2", CueCount = 7 }], Stop);

        using var page = await session.GetAsync($"/videos/{video.Id}?progress=true");
        using var playback = await session.GetAsync($"/api/videos/{video.Id}/playback");
        using var read = await session.GetAsync($"/api/videos/{video.Id}");

        var html = await Html.ReadAsync(page);
        Assert.Equal("fr", html.QuerySelector("#language option[selected]")!.GetAttribute("value"));
        Assert.Contains("Français: 7 lines", html.QuerySelector(".steps")!.TextContent, StringComparison.Ordinal);
        var track = (await Json.ReadAsync(playback))["captions"]![0]!;
        Assert.Equal(("fr", "Français"), (track["language"]!.GetValue<string>(), track["label"]!.GetValue<string>()));
        Assert.Equal("fr", (await Json.ReadAsync(read))["language"]!.GetValue<string>());
    }

    private static async Task<(Video Video, Job Captions)> AddAsync(LecternApp app, Session session, string language, JobState state)
    {
        await using var rows = app.Rows();
        var launch = (await rows.Launches.FindAsync([session.Launch], Stop))!;
        var video = new Video
        {
            CollectionId = launch.CollectionId!.Value,
            OwnerId = launch.PersonId,
            Title = "Enzymes",
            Language = language,
            Items = { new CollectionItem { CollectionId = launch.CollectionId!.Value, Visibility = Visibility.Published, AddedAt = app.Time.GetUtcNow() } },
            StreamVersion = "v1",
            StreamKind = StreamKind.Renditions,
            CreatedAt = app.Time.GetUtcNow(),
        };
        var job = Some.Job(video, JobKind.Captions, state);
        (job.StepsDone, job.Percent, job.Attempt, job.Kills) = ("captions", 40, 1, 4);
        await app.Database.AddAsync([video, job], Stop);
        return (video, job);
    }
}
