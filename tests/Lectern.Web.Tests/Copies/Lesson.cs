using System.Net;
using System.Text.Json.Nodes;
using Lectern.Core.Collections;
using Lectern.Core.Videos;
using Lectern.TestSupport;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Web.Tests.Copies;

/// <summary>A course with a video that plays, placed by a link; and who opens that link from which course.</summary>
internal sealed class Lesson(LecternApp app, Visit teacher, Guid video, string link) : IDisposable
{
    private readonly List<Browser> _browsers = [];

    public Visit Teacher => teacher;

    public string Course => teacher.Course!;

    public Guid Video => video;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<Lesson> GiveAsync(LecternApp app, bool published = true, bool inCourse = true, string role = Role.Instructor)
    {
        var teacher = app.Teacher() with { Course = inCourse ? Visit.Unique("course") : null, Roles = [role] };
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(teacher.Choosing());
        var launch = await LaunchOfAsync(app, session);
        var video = Some.Video(launch.Collection!, launch.Person, "Enzymes");
        (video.StreamVersion, video.StreamKind, video.HasAudio) = ("v1", StreamKind.Renditions, false);
        await app.Database.AddAsync([video], Stop);
        using var placed = await session.PostAsync("/api/deep-link", new { items = new[] { new { video = video.Id } } });
        var jwt = (await Json.ReadAsync(placed))["jwt"]!.GetValue<string>();
        var link = Json.PayloadOf(jwt)[Names.ContentItems]![0]!["url"]!.GetValue<string>();
        if (!published)
        {
            using var _ = await session.PostAsync("/api/videos/unpublish", new { videos = new[] { video.Id } });
        }

        return new Lesson(app, teacher, video.Id, link);
    }

    /// <summary>Somebody opens the copied link.</summary>
    /// <param name="course">From where.</param>
    /// <param name="family">The product that the platform says it is.</param>
    /// <param name="isLinked">False where they open the course's navigation instead of the link.</param>
    /// <param name="members">Whether the platform offers its member list.</param>
    /// <param name="ancestors">What the platform says the course was copied from; null when it says nothing.</param>
    public async Task<Session> OpenAsync(string course, string role, string? ancestors = null, string? subject = null, TestPlatform? platform = null, bool members = false, bool isLinked = true, string? family = null)
    {
        var custom = new Dictionary<string, string>();
        if (ancestors is not null)
        {
            custom["lectern_context_history"] = ancestors;
        }

        var browser = app.NewBrowser();
        _browsers.Add(browser);
        return await browser.LaunchAsync(new Visit(platform ?? teacher.Platform)
        {
            Course = course,
            Roles = [role],
            Subject = subject ?? Visit.Unique("person"),
            Custom = custom,
            Target = isLinked ? link : null,
            Change = claims =>
            {
                if (family is not null)
                {
                    claims[Names.ToolPlatform] = new JsonObject { ["guid"] = "1", ["product_family_code"] = family };
                }

                if (members)
                {
                    claims[Names.NamesRoleService] = new JsonObject
                    {
                        ["context_memberships_url"] = $"{teacher.Platform.Issuer}/members/{course}",
                        ["service_versions"] = new JsonArray("2.0"),
                    };
                }
            },
        });
    }

    public async Task<bool> PlaysAsync(Session session)
    {
        using var answer = await session.GetAsync($"/api/videos/{video}/playback");
        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.Forbidden });
        return answer.IsSuccessStatusCode;
    }

    public async Task<IReadOnlyList<CollectionItem>> ItemsInAsync(string course)
    {
        await using var rows = app.Rows();
        return await rows.Items.Where(i => rows.Courses.Any(c => c.Id == i.Collection.CourseId && c.ContextId == course)).ToListAsync(Stop);
    }

    public void Dispose() => _browsers.ForEach(browser => browser.Dispose());

    private static async Task<Core.Launches.Launch> LaunchOfAsync(LecternApp app, Session session)
    {
        await using var rows = app.Rows();
        return await rows.Launches.Include(l => l.Collection).Include(l => l.Person).SingleAsync(l => l.Id == session.Launch, Stop);
    }
}
