using System.Net;
using System.Text.Json.Nodes;
using Lectern.Core.Jobs;
using Lectern.Core.Uploads;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Uploads;

public sealed class UploadTests(Apps apps) : IClassFixture<Apps>
{
    private static readonly byte[] s_file = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 31))];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [DatabaseData]
    public async Task A_whole_upload_makes_one_video_and_one_job(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());
        var path = await Tus.BeginAsync(session, "C:\\films\\Lecture 7.MP4", s_file.Length, ("title", "Enzymes"), ("fingerprint", "f-1"));

        using var sent = await Tus.SendAsync(session, path, 0, s_file);
        for (var i = 0; i < 3; i++)
        {
            using var asked = await Tus.AskAsync(session, path);
            Assert.Equal(s_file.Length, Tus.OffsetOf(asked));
        }

        Assert.Equal((HttpStatusCode.NoContent, s_file.Length), (sent.StatusCode, Tus.OffsetOf(sent)));
        await using var rows = app.Rows();
        var upload = await rows.Uploads.SingleAsync(u => u.Id == Tus.IdOf(path), Stop);
        var video = await rows.Videos.Include(v => v.Source).SingleAsync(v => v.CollectionId == upload.CollectionId, Stop);
        var job = await rows.Jobs.SingleAsync(j => j.VideoId == video.Id, Stop);
        Assert.Equal((upload.VideoId, "Enzymes", "Lecture 7.MP4", (long)s_file.Length), (video.Id, video.Title, video.Source!.FileName, video.Source.Bytes));
        Assert.Equal((JobKind.Video, JobState.Queued), (job.Kind, job.State));
        Assert.Equal(s_file, await File.ReadAllBytesAsync(Path.Combine(app.DataFolder, "received", upload.Id.ToString("n")), Stop));
        using var outcome = await session.GetAsync($"/api/uploads/{upload.Id}");
        var answer = await Json.ReadAsync(outcome);
        Assert.Equal(("complete", video.Id), (answer["state"]!.GetValue<string>(), answer["videoId"]!.GetValue<Guid>()));
    }

    [Theory]
    [DatabaseData]
    public async Task Completing_again_and_at_once_makes_nothing_twice(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());
        var path = await Tus.BeginAsync(session, "a.mp4", s_file.Length);
        using var sent = await Tus.SendAsync(session, path, 0, s_file[..^1]);
        var id = Tus.IdOf(path);
        var arrived = Path.Combine(app.DataFolder, "arrived");
        await File.WriteAllBytesAsync(arrived, s_file, Stop);
        var complete = app.Get<CompleteUpload>();

        // Two machines that find the same whole file; then a third that comes late.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => complete.RunAsync(id, arrived, Stop), Stop)));
        await complete.RunAsync(id, arrived, Stop);

        await using var rows = app.Rows();
        var upload = await rows.Uploads.SingleAsync(u => u.Id == id, Stop);
        Assert.Equal((1, 1, 1), (
            await rows.Videos.CountAsync(v => v.CollectionId == upload.CollectionId, Stop),
            await rows.Jobs.CountAsync(j => j.VideoId == upload.VideoId, Stop),
            await rows.Sources.CountAsync(s => s.UploadId == id, Stop)));
    }

    [Theory]
    [DatabaseData]
    public async Task An_upload_that_was_given_up_for_lost_becomes_a_video_when_its_file_is_there_and_whole(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());
        var path = await Tus.BeginAsync(session, "a.mp4", s_file.Length);
        using var part = await Tus.SendAsync(session, path, 0, s_file[..60_000]);
        var id = Tus.IdOf(path);
        await app.Get<OpenUploads>().CancelAsync(id, Stop);

        using var rest = await Tus.SendAsync(session, path, 60_000, s_file[60_000..]);

        Assert.Equal(HttpStatusCode.NoContent, rest.StatusCode);
        await using var rows = app.Rows();
        var upload = await rows.Uploads.SingleAsync(u => u.Id == id, Stop);
        Assert.Equal(UploadState.Complete, upload.State);
        Assert.True(await rows.Videos.AnyAsync(v => v.Id == upload.VideoId, Stop));
        Assert.Equal(s_file, await File.ReadAllBytesAsync(Path.Combine(app.DataFolder, "received", id.ToString("n")), Stop));
    }

    [Theory]
    [DatabaseData]
    public async Task An_upload_that_was_cut_goes_on_where_it_stopped(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());
        var path = await Tus.BeginAsync(session, "a.mp4", s_file.Length);
        await CutLine.SendAsync(app, session, path, s_file[..60_000], s_file.Length);

        using var asked = await Tus.AskAsync(session, path);
        using var rest = await Tus.SendAsync(session, path, 60_000, s_file[60_000..]);

        Assert.Equal(60_000, Tus.OffsetOf(asked));
        Assert.Equal((HttpStatusCode.NoContent, s_file.Length), (rest.StatusCode, Tus.OffsetOf(rest)));
        Assert.Equal(s_file, await File.ReadAllBytesAsync(Path.Combine(app.DataFolder, "received", Tus.IdOf(path).ToString("n")), Stop));
    }

    [Theory]
    [DatabaseData]
    [Shows("UPL-003")]
    public async Task An_upload_of_another_person_or_another_course_is_not_to_be_found(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var visit = app.Teacher();
        var owner = await browser.LaunchAsync(visit);
        var colleague = await browser.LaunchAsync(visit with { Subject = Visit.Unique("colleague") });
        var elsewhere = await browser.LaunchAsync(visit with { Course = Visit.Unique("course") });
        var path = await Tus.BeginAsync(owner, "a.mp4", s_file.Length);

        foreach (var stranger in (Session[])[colleague, elsewhere])
        {
            var below = Tus.Below(stranger, path);
            using var asked = await Tus.AskAsync(stranger, below);
            using var sent = await Tus.SendAsync(stranger, below, 0, s_file);
            using var ended = await Tus.EndAsync(stranger, below);
            using var outcome = await stranger.GetAsync($"/api/uploads/{Tus.IdOf(path)}");

            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (asked.StatusCode, ended.StatusCode));
            await Refused.ByProblemAsync(HttpStatusCode.NotFound, "UPL-003", sent);
            Assert.Equal(HttpStatusCode.Forbidden, outcome.StatusCode);
            Assert.Empty(await ListAsync(stranger));
        }

        using var untouched = await Tus.AskAsync(owner, path);
        Assert.Equal(0, Tus.OffsetOf(untouched));
    }

    [Theory]
    [DatabaseData]
    public async Task The_unfinished_ones_are_listed_and_go_on_in_another_session_of_the_same_person(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var visit = app.Teacher();
        var first = await browser.LaunchAsync(visit);
        var path = await Tus.BeginAsync(first, "a.mp4", s_file.Length, ("fingerprint", "a.mp4-100000"));
        using var half = await Tus.SendAsync(first, path, 0, s_file[..50_000]);
        using var ended = await first.PostAsync("/api/session/end");

        var second = await browser.LaunchAsync(visit);
        var listed = Assert.Single(await ListAsync(second))!;

        Assert.Equal(
            ("a.mp4", 100_000, 50_000, "a.mp4-100000", Tus.Below(second, path)),
            (listed["fileName"]!.GetValue<string>(), listed["length"]!.GetValue<int>(), listed["offset"]!.GetValue<int>(), listed["fingerprint"]!.GetValue<string>(), listed["url"]!.GetValue<string>()));
        using var rest = await Tus.SendAsync(second, listed["url"]!.GetValue<string>(), 50_000, s_file[50_000..]);
        Assert.Equal(HttpStatusCode.NoContent, rest.StatusCode);
        Assert.Empty(await ListAsync(second));
    }

    [Theory]
    [DatabaseData]
    public async Task A_host_that_was_started_again_knows_sessions_and_uploads(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());
        var path = await Tus.BeginAsync(session, "a.mp4", s_file.Length);
        using var half = await Tus.SendAsync(session, path, 0, s_file[..50_000]);

        await app.RestartAsync();

        using var asked = await Tus.AskAsync(session, path);
        Assert.Equal(50_000, Tus.OffsetOf(asked));
        using var rest = await Tus.SendAsync(session, path, 50_000, s_file[50_000..]);
        Assert.Equal(HttpStatusCode.NoContent, rest.StatusCode);
        await using var rows = app.Rows();
        Assert.Equal(UploadState.Complete, (await rows.Uploads.SingleAsync(u => u.Id == Tus.IdOf(path), Stop)).State);
    }

    [Theory]
    [DatabaseData]
    public async Task An_upload_that_is_given_up_frees_its_bytes_and_is_listed_no_more(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());
        var path = await Tus.BeginAsync(session, "a.mp4", s_file.Length);

        using var ended = await Tus.EndAsync(session, path);

        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Empty(await ListAsync(session));
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.Combine(app.DataFolder, "uploads")), file => file.Contains(Tus.IdOf(path).ToString("n"), StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [DatabaseData]
    public async Task An_upload_whose_file_is_gone_is_ended_by_the_housekeeping(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());
        var (lost, kept) = (Tus.IdOf(await Tus.BeginAsync(session, "a.mp4", s_file.Length)), Tus.IdOf(await Tus.BeginAsync(session, "b.mp4", s_file.Length)));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(app.DataFolder, "uploads"), $"*{lost:n}*"))
        {
            File.Delete(file);
        }

        app.Time.Advance(TimeSpan.FromHours(2));

        await using var rows = app.Rows();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (await rows.Uploads.Where(u => u.Id == lost).Select(u => u.State).SingleAsync(limit.Token) == UploadState.Open)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }

        Assert.Equal(UploadState.Open, await rows.Uploads.Where(u => u.Id == kept).Select(u => u.State).SingleAsync(Stop));
    }

    [Theory]
    [DatabaseData]
    public async Task Bytes_keep_the_session_alive_and_its_eight_hours_end_it(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());
        var path = await Tus.BeginAsync(session, "a.mp4", s_file.Length);
        var statuses = new List<HttpStatusCode>();

        for (var hour = 1; hour <= 8; hour++)
        {
            app.Time.Advance(TimeSpan.FromHours(1));
            using var sent = await Tus.SendAsync(session, path, (hour - 1) * 1000, s_file[..1000]);
            statuses.Add(sent.StatusCode);
        }

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.NoContent, 7), HttpStatusCode.Unauthorized], statuses);
    }

    private static async Task<JsonArray> ListAsync(Session session)
    {
        using var response = await session.GetAsync("/api/uploads");
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Stop))!.AsArray();
    }
}
