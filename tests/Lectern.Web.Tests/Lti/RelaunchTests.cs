using System.Text.Json.Nodes;
using Lectern.Core;
using Lectern.Core.Contexts;
using Lectern.Core.Platforms;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Web.Tests.Lti;

/// <summary>A page with ten videos is ten launches at once: what the first one learned is not written ten times, and what changed is.</summary>
public sealed class RelaunchTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [DatabaseData]
    public async Task A_launch_within_seconds_keeps_when_the_person_was_seen_and_learns_a_new_role(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var visit = app.Teacher();
        await browser.LaunchAsync(visit);
        var first = await EnrolmentAsync(app, visit);

        app.Leap(TimeSpan.FromSeconds(3));
        await browser.LaunchAsync(visit with { Roles = [Role.Learner] });
        var soon = await EnrolmentAsync(app, visit);
        app.Leap(TimeSpan.FromSeconds(30));
        await browser.LaunchAsync(visit with { Roles = [Role.Learner] });
        var later = await EnrolmentAsync(app, visit);

        Assert.Equal((first.LastSeenAt, CourseRole.Learner), (soon.LastSeenAt, soon.Role));
        Assert.Equal(TimeSpan.FromSeconds(33), later.LastSeenAt - first.LastSeenAt);
    }

    [Theory]
    [DatabaseData]
    public async Task An_origin_that_another_server_has_just_learned_shows_the_next_launch_here_too(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var origin = $"https://{Visit.Unique("portal")}.example";
        await using var elsewhere = app.Rows();
        var learned = elsewhere.FrameOrigins.Add(new FrameOrigin { PlatformId = app.Platform.PlatformId, Origin = $"{origin}.not-yet", Source = FrameOriginSource.Launch }).Entity;
        await elsewhere.SaveChangesAsync(Stop);
        // The first launch tells of the platform, the second finds it known.
        await browser.LaunchAsync(app.Teacher());
        await browser.LaunchAsync(app.Teacher());
        // Of this kind of write this process is not told.
        await elsewhere.FrameOrigins.Where(o => o.Id == learned.Id).ExecuteUpdateAsync(set => set.SetProperty(o => o.Origin, origin), Stop);

        var session = await browser.LaunchAsync(app.Teacher() with { Change = claims => claims[Names.LaunchPresentation] = new JsonObject { ["return_url"] = $"{origin}/back" } });
        var frame = await app.Get<FrameOrigins>().FindAsync(session.Launch, Stop);

        Assert.Contains(origin, frame!.Origins);
    }

    [Theory]
    [DatabaseData]
    public async Task A_launch_shows_in_the_same_frames_whichever_server_is_asked_for_its_page(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());
        using var other = new FrameOrigins(app.Get<IDbContextFactory<LecternDbContext>>(), app.Get<KnownPlatforms>());

        var here = await app.Get<FrameOrigins>().FindAsync(session.Launch, Stop);
        var there = await other.FindAsync(session.Launch, Stop);

        Assert.Contains(app.Platform.Issuer, there!.Origins);
        Assert.Equivalent(there, here, strict: true);
    }

    private static async Task<Enrolment> EnrolmentAsync(LecternApp app, Visit visit)
    {
        await using var rows = app.Rows();
        return await rows.EnrolmentsIn(visit, visit.Subject).SingleAsync(Stop);
    }
}
