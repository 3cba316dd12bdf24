using System.Net;
using Lectern.Core.Copies;
using Lectern.Core.Jobs;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Copies;

/// <summary>Copies that get videos of their own, up to the work on their files.</summary>
public sealed class OwnCopyTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task Where_the_rule_is_own_copies_a_link_plays_at_once_and_one_copy_is_begun(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        await RuleAsync(app, lesson, CopyPolicy.OwnCopy);
        var copy = Visit.Unique("copy");

        var students = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => lesson.OpenAsync(copy, Role.Learner, ancestors: lesson.Course)));

        Assert.All(await Task.WhenAll(students.Select(lesson.PlaysAsync)), Assert.True);
        var item = Assert.Single(await lesson.ItemsInAsync(copy));
        await using var rows = app.Rows();
        var own = await rows.Videos.SingleAsync(v => v.CopyOfId == lesson.Video, Stop);
        Assert.Equal((item.CollectionId, "Enzymes"), (own.CollectionId, own.Title));
        Assert.Equal(JobState.Queued, (await rows.Jobs.SingleAsync(j => j.VideoId == own.Id && j.Kind == JobKind.Copy, Stop)).State);
    }

    [Theory, DatabaseData]
    public async Task Links_of_before_lead_to_the_own_copy_and_so_do_those_in_copies_of_the_copy(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        await RuleAsync(app, lesson, CopyPolicy.OwnCopy);
        var copy = Visit.Unique("copy");
        var before = await lesson.OpenAsync(copy, Role.Learner, ancestors: lesson.Course);
        await using var rows = app.Rows();
        var own = await rows.Videos.SingleAsync(v => v.CopyOfId == lesson.Video, Stop);

        // What the job does in the end.
        await rows.Videos.Where(v => v.Id == own.Id).ExecuteUpdateAsync(set => set.SetProperty(v => v.StreamVersion, "v1").SetProperty(v => v.StreamKind, Core.Videos.StreamKind.Renditions), Stop);
        await rows.Items.Where(i => i.CollectionId == own.CollectionId).ExecuteUpdateAsync(set => set.SetProperty(i => i.VideoId, own.Id).SetProperty(i => i.CopyOfId, lesson.Video), Stop);
        var after = await lesson.OpenAsync(copy, Role.Learner);
        var again = Visit.Unique("copy");
        var copied = await lesson.OpenAsync(again, Role.Learner, ancestors: copy);

        using var first = await after.GetAsync();
        Assert.Equal($"{after.Root}/videos/{own.Id}", first.Headers.Location!.OriginalString);
        Assert.Equal((true, true, true), (await lesson.PlaysAsync(before), await lesson.PlaysAsync(after), await lesson.PlaysAsync(copied)));
        Assert.Single(await lesson.ItemsInAsync(copy));
        Assert.Equal((own.Id, lesson.Video), (Assert.Single(await lesson.ItemsInAsync(again)).VideoId, Assert.Single(await lesson.ItemsInAsync(again)).CopyOfId));
    }

    [Theory, DatabaseData]
    [Shows("VID-006")]
    public async Task A_teacher_of_the_copy_asks_for_a_copy_of_their_own_unless_the_home_gives_none(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        var teacher = await lesson.OpenAsync(Visit.Unique("copy"), Role.Instructor, ancestors: lesson.Course);
        var late = await lesson.OpenAsync(Visit.Unique("copy"), Role.Instructor, ancestors: lesson.Course);

        using var first = await teacher.PostAsync($"/api/videos/{lesson.Video}/own-copy");
        using var second = await teacher.PostAsync($"/api/videos/{lesson.Video}/own-copy");
        using var list = await teacher.GetAsync("/videos");
        await RuleAsync(app, lesson, CopyPolicy.Nothing);
        using var refused = await late.PostAsync($"/api/videos/{lesson.Video}/own-copy");

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (first.StatusCode, second.StatusCode));
        Assert.Contains("Your own copy is being made", (await Html.ReadAsync(list)).Body!.TextContent, StringComparison.Ordinal);
        await Refused.ByProblemAsync(HttpStatusCode.Forbidden, "VID-006", refused);
        await using var rows = app.Rows();
        var subject = lesson.Video.ToString();
        Assert.Equal(1, await rows.Audit.CountAsync(a => a.Act == "copy.own" && a.Subject == subject, Stop));
        Assert.Equal(1, await rows.Videos.CountAsync(v => v.CopyOfId == lesson.Video, Stop));
    }

    [Theory, DatabaseData]
    public async Task A_copy_that_was_left_over_when_its_item_was_taken_back_is_gone_on_with(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        await RuleAsync(app, lesson, CopyPolicy.OwnCopy);
        var copy = Visit.Unique("copy");
        await lesson.OpenAsync(copy, Role.Learner, ancestors: lesson.Course);
        await using var rows = app.Rows();
        var own = await rows.Videos.AsNoTracking().SingleAsync(v => v.CopyOfId == lesson.Video, Stop);
        await rows.Items.Where(i => i.CollectionId == own.CollectionId).ExecuteDeleteAsync(Stop);
        await rows.Videos.Where(v => v.Id == own.Id).ExecuteUpdateAsync(set => set.SetProperty(v => v.DeletedAt, own.CreatedAt), Stop);
        await rows.Jobs.Where(j => j.VideoId == own.Id).ExecuteUpdateAsync(set => set.SetProperty(j => j.State, JobState.Done), Stop);

        var students = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => lesson.OpenAsync(copy, Role.Learner, ancestors: lesson.Course)));

        Assert.All(await Task.WhenAll(students.Select(lesson.PlaysAsync)), Assert.True);
        Assert.Null((await rows.Videos.AsNoTracking().SingleAsync(v => v.CopyOfId == lesson.Video, Stop)).DeletedAt);
        Assert.Equal(JobState.Queued, (await rows.Jobs.AsNoTracking().SingleAsync(j => j.VideoId == own.Id, Stop)).State);
    }

    private static async Task RuleAsync(LecternApp app, Lesson lesson, CopyPolicy policy)
    {
        await using var rows = app.Rows();
        await rows.Courses.Where(c => c.ContextId == lesson.Course).ExecuteUpdateAsync(set => set.SetProperty(c => c.CopyPolicy, policy), Stop);
    }
}
