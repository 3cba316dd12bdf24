using System.Net;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Uploads;

/// <summary>What is refused before a byte of it is sent.</summary>
public sealed class UploadRefusalTests(UploadRefusalTests.SmallApps apps) : IClassFixture<UploadRefusalTests.SmallApps>
{
    [Theory]
    [DatabaseData]
    [Shows("UPL-007")]
    public async Task A_file_that_is_no_recording_is_refused_by_name(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());

        foreach (var name in (string[])["notes.pdf", "lecture", "film.mp4.exe", "", "..", "a/b\\.mp4x", "\0"])
        {
            using var response = await Tus.CreateAsync(session, name, 5);
            await Refused.ByProblemAsync(HttpStatusCode.UnsupportedMediaType, "UPL-007", response);
        }

        using var pdf = await Tus.CreateAsync(session, "notes.pdf", 5);
        Assert.Equal(
            "This file isn't a video. notes.pdf can't be played. MP4, MOV, MKV, WebM and audio files work.",
            await Refused.ByProblemAsync(HttpStatusCode.UnsupportedMediaType, "UPL-007", pdf));
        await LeavesNothingAsync(app, session);
    }

    [Theory]
    [DatabaseData]
    [Shows("UPL-017")]
    public async Task A_file_that_does_not_say_its_length_is_refused_because_the_quota_asks_for_it(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());

        using var deferred = await session.SendAsync(HttpMethod.Post, "/uploads", null, ("Tus-Resumable", "1.0.0"), ("Upload-Defer-Length", "1"));
        using var begun = await Tus.CreateAsync(session, "a.mp4", 10);

        await Refused.ByProblemAsync(HttpStatusCode.BadRequest, "UPL-017", deferred);
        Assert.True(begun.Headers.Contains("Upload-Expires"));
    }

    [Theory]
    [DatabaseData]
    [Shows("UPL-051")]
    [Shows("UPL-005")]
    [Shows("UPL-054")]
    public async Task An_empty_file_one_too_large_and_one_over_the_quota_are_refused(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());

        using var empty = await Tus.CreateAsync(session, "a.mp4", 0);
        using var tooLarge = await Tus.CreateAsync(session, "a.mp4", 1001);

        await Refused.ByProblemAsync(HttpStatusCode.BadRequest, "UPL-051", empty);
        await Refused.ByProblemAsync(HttpStatusCode.RequestEntityTooLarge, "UPL-005", tooLarge);
        await LeavesNothingAsync(app, session);

        // Those that are on their way count as well.
        await Tus.BeginAsync(session, "a.mp4", 1000);
        using var overQuota = await Tus.CreateAsync(session, "b.mp4", 501);
        using var fits = await Tus.CreateAsync(session, "b.mp4", 500);

        Assert.Contains("space", await Refused.ByProblemAsync(HttpStatusCode.RequestEntityTooLarge, "UPL-054", overQuota), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, fits.StatusCode);
    }

    [Theory]
    [DatabaseData]
    [Shows("UPL-050")]
    public async Task Who_does_not_teach_the_course_uploads_nothing(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var visit = app.Teacher();
        var teacher = await browser.LaunchAsync(visit);
        var path = await Tus.BeginAsync(teacher, "a.mp4", 5);
        var learner = await browser.LaunchAsync(visit with { Roles = [Role.Learner] });

        using var begun = await Tus.CreateAsync(learner, "b.mp4", 5);
        using var continued = await Tus.SendAsync(learner, Tus.Below(learner, path), 0, [1, 2, 3, 4, 5]);

        await Refused.ByProblemAsync(HttpStatusCode.Forbidden, "UPL-050", begun);
        await Refused.ByProblemAsync(HttpStatusCode.Forbidden, "UPL-050", continued);
    }

    [Fact]
    [Shows("UPL-053")]
    public async Task A_file_the_disk_has_no_room_for_is_refused()
    {
        await using var app = await LecternApp.StartAsync(settings: settings => settings["Storage:ReserveBytes"] = long.MaxValue.ToString(System.Globalization.CultureInfo.InvariantCulture));
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());

        using var response = await Tus.CreateAsync(session, "a.mp4", 5);

        await Refused.ByProblemAsync(HttpStatusCode.InsufficientStorage, "UPL-053", response);
        await LeavesNothingAsync(app, session);
    }

    [Theory]
    [DatabaseData]
    public async Task Names_and_titles_no_database_could_keep_are_kept_as_far_as_they_go(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());

        var path = await Tus.BeginAsync(session, new string('n', 300) + "\0\n.mp4", 5, ("title", "A\0" + new string('t', 600)), ("fingerprint", "\0"));

        await using var rows = app.Rows();
        var upload = await rows.Uploads.SingleAsync(u => u.Id == Tus.IdOf(path), TestContext.Current.CancellationToken);
        Assert.Equal((new string('n', 251) + ".mp4", "A" + new string('t', 499), null), (upload.FileName, upload.Title, upload.Fingerprint));
    }

    private static async Task LeavesNothingAsync(LecternApp app, Session session)
    {
        await using var rows = app.Rows();
        Assert.False(await rows.Uploads.AnyAsync(u => rows.Launches.Any(l => l.Id == session.Launch && l.PersonId == u.PersonId), TestContext.Current.CancellationToken));
    }

    /// <summary>Hosts that take 1000 bytes a file and 1500 a course.</summary>
    public sealed class SmallApps : Apps
    {
        protected override Task<LecternApp> StartAsync(DatabaseEngine engine) => LecternApp.StartAsync(engine, settings =>
        {
            settings["Uploads:LargestFile"] = "1000";
            settings["Uploads:CollectionQuota"] = "1500";
        });
    }
}
