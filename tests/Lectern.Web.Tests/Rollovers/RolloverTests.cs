using System.Net;
using Lectern.Core.Collections;
using Lectern.Core.Copies;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Copies;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Rollovers;

/// <summary>A course that was copied for a new term, and what its teacher makes of it.</summary>
public sealed class RolloverTests(Apps apps) : IClassFixture<Apps>
{
    private const string Terms = "old=2026-10-05&new=2027-03-01&zone=Europe/Vienna";
    private static readonly DateTimeOffset s_opens = new(2026, 11, 10, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_opensThen = new(2027, 4, 6, 7, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task All_items_come_over_at_once_hidden_and_once_only(DatabaseEngine engine)
    {
        using var lesson = await Lesson.GiveAsync(await apps.OfAsync(engine));
        var copy = Visit.Unique("copy");
        var teacher = await CopyAsync(lesson, copy);

        var (first, second) = (await BringAsync(teacher), await BringAsync(teacher));

        Assert.Equal(("1", "0"), (first[..1], second[..1]));
        Assert.Equal(Visibility.Draft, Assert.Single(await lesson.ItemsInAsync(copy)).Visibility);
        Assert.False(await lesson.PlaysAsync(await lesson.OpenAsync(copy, Role.Learner)));
    }

    [Theory, DatabaseData]
    public async Task Nothing_comes_over_for_who_did_not_teach_there_or_where_the_rule_is_nothing(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        var (copy, ruled) = (Visit.Unique("copy"), Visit.Unique("copy"));
        var stranger = await CopyAsync(lesson, copy, Visit.Unique("teacher"));
        var strangers = await BringAsync(stranger);
        await using var rows = app.Rows();
        await rows.Courses.Where(c => c.ContextId == lesson.Course).ExecuteUpdateAsync(set => set.SetProperty(c => c.CopyPolicy, CopyPolicy.Nothing), Stop);

        var forbidden = await BringAsync(await CopyAsync(lesson, ruled));

        Assert.Equal(("0", "0"), (strangers[..1], forbidden[..1]));
        Assert.Empty(await lesson.ItemsInAsync(copy));
        Assert.Empty(await lesson.ItemsInAsync(ruled));
    }

    [Theory, DatabaseData]
    public async Task The_origins_dates_are_moved_to_the_new_term_shown_first_applied_and_undone(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        await DateAsync(app, lesson, s_opens);
        var copy = Visit.Unique("copy");
        var teacher = await CopyAsync(lesson, copy);
        await BringAsync(teacher);

        var plan = await PlanAsync(teacher);
        var row = plan.QuerySelector($"[data-item='{lesson.Video}']")!;
        var proposed = row.QuerySelector("option[selected]")!.GetAttribute("value")!;
        var before = Assert.Single(await lesson.ItemsInAsync(copy));
        using var applied = await ApplyAsync(teacher, proposed.Replace("Redate", "Show", StringComparison.Ordinal));
        var after = Assert.Single(await lesson.ItemsInAsync(copy));
        await UndoAsync(teacher, applied);
        var undone = Assert.Single(await lesson.ItemsInAsync(copy));

        Assert.EndsWith(":Redate", proposed, StringComparison.Ordinal);
        Assert.Equal(["2026-11-10T08:00:00.0000000Z", "2027-04-06T07:00:00.0000000Z"], row.QuerySelectorAll("time").Select(t => t.GetAttribute("datetime")));
        Assert.Equal((Visibility.Draft, null), (before.Visibility, before.AvailableFrom));
        Assert.Equal((Visibility.Published, (DateTimeOffset?)s_opensThen), (after.Visibility, after.AvailableFrom));
        Assert.Equal((Visibility.Draft, null, null), (undone.Visibility, undone.AvailableFrom, undone.PublishedAt));
        await using var rows = app.Rows();
        var collection = before.CollectionId.ToString();
        Assert.Equal(2, await rows.Audit.CountAsync(a => a.Act.StartsWith("rollover.") && a.Detail!.StartsWith(collection), Stop));
    }

    [Theory, DatabaseData]
    public async Task What_was_taken_out_comes_back_from_the_bin_and_what_was_changed_since_stays(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        var home = await lesson.OpenAsync(lesson.Course, Role.Instructor, subject: lesson.Teacher.Subject);

        using var dropped = await ApplyAsync(home, await ChoiceAsync(home, lesson, "Drop"));
        var isBinned = await IsBinnedAsync(app, lesson);
        await UndoAsync(home, dropped);
        var isBack = !await IsBinnedAsync(app, lesson);
        using var hidden = await ApplyAsync(home, await ChoiceAsync(home, lesson, "Hide"));
        using var published = await home.PostAsync("/api/videos/publish", new { videos = new[] { lesson.Video } });
        using var unpublished = await home.PostAsync("/api/videos/unpublish", new { videos = new[] { lesson.Video } });
        var said = await UndoAsync(home, hidden);

        Assert.Equal((true, true), (isBinned, isBack));
        Assert.Contains("Enzymes", said, StringComparison.Ordinal);
        Assert.Equal(Visibility.Draft, Assert.Single(await lesson.ItemsInAsync(lesson.Course)).Visibility);
    }

    [Theory, DatabaseData]
    public async Task Of_a_plan_that_somebody_overtook_or_that_names_anothers_item_nothing_is_done(DatabaseEngine engine)
    {
        var app = await apps.OfAsync(engine);
        using var lesson = await Lesson.GiveAsync(app);
        using var other = await Lesson.GiveAsync(app);
        var home = await lesson.OpenAsync(lesson.Course, Role.Instructor, subject: lesson.Teacher.Subject);
        var stranger = await other.OpenAsync(other.Course, Role.Instructor, subject: other.Teacher.Subject);
        var choice = await ChoiceAsync(home, lesson, "Drop");
        var theirs = await ChoiceAsync(stranger, other, "Drop");
        using var foreign = await ApplyAsync(home, choice, theirs);
        using var unpublished = await home.PostAsync("/api/videos/unpublish", new { videos = new[] { lesson.Video } });

        using var late = await ApplyAsync(home, choice);

        await Refused.ByPageAsync(HttpStatusCode.Forbidden, "ACC-002", foreign);
        await Refused.ByPageAsync(HttpStatusCode.Conflict, "VID-005", late);
        Assert.Null(Assert.Single(await lesson.ItemsInAsync(lesson.Course)).RemovedAt);
        Assert.Null(Assert.Single(await other.ItemsInAsync(other.Course)).RemovedAt);
        using var undo = await home.SendAsync(HttpMethod.Post, $"/rollover?handler=Undo&rollover={Guid.CreateVersion7()}", new FormUrlEncodedContent([]));
        await Refused.ByPageAsync(HttpStatusCode.Forbidden, "ACC-002", undo);
    }

    // The history is told by a launch of another link, so that the copied one is still to come.
    private static Task<Session> CopyAsync(Lesson lesson, string copy, string? subject = null) =>
        lesson.OpenAsync(copy, Role.Instructor, ancestors: lesson.Course, subject: subject ?? lesson.Teacher.Subject, isLinked: false);

    private static async Task<string> BringAsync(Session teacher)
    {
        using var response = await teacher.SendAsync(HttpMethod.Post, "/rollover?handler=Bring", new FormUrlEncodedContent([]));
        return (await Html.ReadAsync(response)).QuerySelector("[role=status]")!.TextContent.Trim();
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> PlanAsync(Session teacher)
    {
        using var response = await teacher.GetAsync($"/rollover?{Terms}");
        return await Html.ReadAsync(response);
    }

    private static async Task<string> ChoiceAsync(Session teacher, Lesson lesson, string choice) =>
        (await PlanAsync(teacher)).QuerySelector($"[data-item='{lesson.Video}'] option[value$=':{choice}']")!.GetAttribute("value")!;

    private static Task<HttpResponseMessage> ApplyAsync(Session teacher, params string[] choices) =>
        teacher.SendAsync(HttpMethod.Post, $"/rollover?handler=Apply&{Terms}", new FormUrlEncodedContent(choices.Select(c => KeyValuePair.Create("choice", c))));

    private static async Task<string> UndoAsync(Session teacher, HttpResponseMessage applied)
    {
        var form = (await Html.ReadAsync(applied)).QuerySelector("form[hx-post*='Undo']")!;
        using var response = await teacher.SendAsync(HttpMethod.Post, form.GetAttribute("hx-post")!, new FormUrlEncodedContent([]));
        return (await Html.ReadAsync(response)).QuerySelector(".notice.warn")?.TextContent ?? "";
    }

    private static async Task DateAsync(LecternApp app, Lesson lesson, DateTimeOffset opens)
    {
        await using var rows = app.Rows();
        await rows.Items.Where(i => i.VideoId == lesson.Video).ExecuteUpdateAsync(set => set.SetProperty(i => i.AvailableFrom, opens), Stop);
    }

    private static async Task<bool> IsBinnedAsync(LecternApp app, Lesson lesson)
    {
        await using var rows = app.Rows();
        return (await rows.Videos.SingleAsync(v => v.Id == lesson.Video, Stop)).DeletedAt is not null;
    }
}
