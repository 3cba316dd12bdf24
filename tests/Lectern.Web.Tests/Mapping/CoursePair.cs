using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Grades;
using Lectern.Core.Merging;
using Lectern.TestSupport;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Mapping;

/// <summary>Two courses that were opened once.</summary>
internal sealed record CoursePair(LecternApp App, Visit VisitA, Visit VisitB, Course A, Course B, IReadOnlyDictionary<Guid, Guid> Collections, Person Teacher)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Guid PlatformId => App.Platform.PlatformId;

    public static async Task<CoursePair> OpenAsync(LecternApp app)
    {
        var a = app.Teacher();
        var b = a with { Course = Visit.Unique("course") };
        using var browser = app.NewBrowser();
        await browser.LaunchAsync(a);
        await browser.LaunchAsync(b);
        await using var rows = app.Rows();
        var courses = await rows.Courses.Where(c => c.ContextId == a.Course || c.ContextId == b.Course).ToListAsync(Stop);
        var collections = await rows.Collections.Where(c => c.CourseId != null).ToDictionaryAsync(c => c.CourseId!.Value, c => c.Id, Stop);
        return new CoursePair(app, a, b, courses.Single(c => c.ContextId == a.Course), courses.Single(c => c.ContextId == b.Course), collections, await rows.People.SingleAsync(p => p.Subject == a.Subject, Stop));
    }

    public Guid CollectionOf(Course course) => Collections[course.Id];

    public Task<bool> MergeAsync() => App.Get<MergeCourses>().RunAsync(PlatformId, A.Id, B.Id, "operator", Stop);

    public async Task<Guid> VideoAsync(Course course, Visibility visibility = Visibility.Published, Course? also = null)
    {
        await using var rows = App.Rows();
        var home = await rows.Collections.AsNoTracking().SingleAsync(c => c.Id == CollectionOf(course), Stop);
        var video = Some.Video(home, Teacher, visibility: visibility);
        if (also is not null)
        {
            video.Items.Add(Some.Item(await rows.Collections.AsNoTracking().SingleAsync(c => c.Id == CollectionOf(also), Stop)));
        }

        await App.Database.AddAsync([video], Stop);
        return video.Id;
    }

    public async Task<Session> LaunchAsync(Course course, bool learner, string? sections = null)
    {
        var visit = course == A ? VisitA : VisitB;
        visit = learner ? visit.AsLearner() : visit;
        return await App.NewBrowser().LaunchAsync(sections is null ? visit : visit with { Custom = new Dictionary<string, string> { ["lectern_section_ids"] = sections } });
    }

    /// <summary>Lets a video count for the launched link; the link's id.</summary>
    public async Task<Guid> CountAsync(Session session, Guid video)
    {
        await using var rows = App.Rows();
        var launch = await rows.Launches.SingleAsync(l => l.Id == session.Launch, Stop);
        var link = new GradedLink { ResourceLinkId = launch.ResourceLinkId!.Value, RegistrationId = launch.RegistrationId, CollectionId = launch.CollectionId!.Value, VideoId = video, Points = 10 };
        await App.Database.AddAsync([link], Stop);
        return link.ResourceLinkId;
    }

    /// <summary>Where a video's only link and only watcher are.</summary>
    public async Task<(Guid Link, Guid Record)> WatchedInAsync(Guid video)
    {
        await using var rows = App.Rows();
        return (await rows.GradedLinks.Where(l => l.VideoId == video).Select(l => l.CollectionId).SingleAsync(Stop), await rows.WatchRecords.Where(r => r.VideoId == video).Select(r => r.CollectionId).SingleAsync(Stop));
    }

    /// <summary>Which videos lie where, for whom.</summary>
    public async Task<IReadOnlyList<string>> PlacesAsync()
    {
        await using var rows = App.Rows();
        var own = new[] { CollectionOf(A), CollectionOf(B) };
        var items = await rows.Items.Include(i => i.Sections).Include(i => i.Video).Where(i => own.Contains(i.CollectionId)).ToListAsync(Stop);
        return [.. items.Select(i => $"{i.VideoId} of {i.Video.CollectionId} in {i.CollectionId}: {i.Visibility} {i.ForSections} {i.Sections.Count} {i.MergedFromId}")];
    }
}
