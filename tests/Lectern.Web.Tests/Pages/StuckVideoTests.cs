using System.Net;
using AngleSharp.Dom;
using Lectern.Core.Collections;
using Lectern.Core.Jobs;
using Lectern.Core.Videos;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Security;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests.Pages;

/// <summary>A video that could not be made ready: each reader hears what she can do, and no page asks again for what doesn't come by itself.</summary>
public sealed class StuckVideoTests(Schools schools) : IClassFixture<Schools>
{
    [Fact]
    public async Task The_teacher_hears_what_happened_and_may_try_again_but_not_publish()
    {
        var school = await schools.OfAsync(DatabaseEngine.Sqlite);
        using var browser = school.App.NewBrowser();
        var session = await browser.LaunchAsync(school.Visit);
        var video = await school.NewVideoAsync("draft");

        using var response = await session.GetAsync($"/videos/{video}");
        var page = await Html.ReadAsync(response);

        Assert.Contains("can't be played yet", page.QuerySelector("#progress h2")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["done", "failed", "blocked", "blocked"], page.QuerySelectorAll(".step").Select(step => step.ClassList[1]));
        Assert.Equal(2, page.QuerySelectorAll(".step.blocked .step-what").Count(what => what.TextContent.Trim() == "Comes after that"));
        Assert.NotNull(page.QuerySelector(".step.failed [data-act=retry]"));
        Assert.Null(page.QuerySelector("[data-act=publish]"));
        Assert.Null(page.QuerySelector("[name=publishWhenCaptioned]"));
        Assert.Contains("you can try again here", page.QuerySelector(".player")!.GetAttribute("data-why-no-video"), StringComparison.Ordinal);
        Assert.DoesNotContain("teacher", page.QuerySelector(".player")!.OuterHtml, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(Polling(page));
    }

    [Fact]
    public async Task The_student_hears_whom_to_ask_and_the_list_says_that_it_cant_be_played()
    {
        var school = await schools.OfAsync(DatabaseEngine.Sqlite);
        using var browser = school.App.NewBrowser();
        var session = await browser.LaunchAsync(school.Visit.AsLearner());
        var video = await school.NewVideoAsync("published");

        using var watch = await session.GetAsync($"/videos/{video}");
        using var videos = await session.GetAsync("/videos");
        var (page, list) = (await Html.ReadAsync(watch), await Html.ReadAsync(videos));

        Assert.Contains("Ask Ms Jane Doe, who can try again.", page.QuerySelector(".player")!.GetAttribute("data-why-no-video"), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("[data-act]"));
        Assert.Contains("Can't be played yet", list.GetElementById($"v-{video:n}")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(Polling(list));
    }

    [Fact]
    public async Task The_teacher_of_a_copied_course_hears_whom_to_ask()
    {
        var school = await schools.OfAsync(DatabaseEngine.Sqlite);
        using var browser = school.App.NewBrowser();
        var session = await browser.LaunchAsync(school.Visit with { Course = Visit.Unique("copy") });
        var video = await school.NewVideoAsync("published");
        await using var rows = school.App.Rows();
        var launch = (await rows.Launches.FindAsync([session.Launch], TestContext.Current.CancellationToken))!;
        await school.App.Database.AddAsync([new CollectionItem { CollectionId = launch.CollectionId!.Value, VideoId = video }], TestContext.Current.CancellationToken);

        using var watch = await session.GetAsync($"/videos/{video}");
        var page = await Html.ReadAsync(watch);

        Assert.Contains("Ask Ms Jane Doe, who can try again.", page.QuerySelector(".player")!.GetAttribute("data-why-no-video"), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("[data-act=retry]"));
    }

    [Fact]
    public async Task The_row_of_the_teachers_list_offers_no_publishing_and_the_picker_no_choosing()
    {
        var school = await schools.OfAsync(DatabaseEngine.Sqlite);
        using var browser = school.App.NewBrowser();
        var session = await browser.LaunchAsync(school.Visit.Choosing());
        var video = await school.NewVideoAsync("draft");

        using var videos = await session.GetAsync("/videos");
        using var choosing = await session.GetAsync("/picker");
        var (row, choice) = ((await Html.ReadAsync(videos)).GetElementById($"v-{video:n}")!, (await Html.ReadAsync(choosing)).GetElementById($"v-{video:n}")!);

        Assert.Equal(["retry", "rename", "delete"], row.QuerySelectorAll("[data-act]").Select(act => act.GetAttribute("data-act")));
        Assert.Contains("Video failed", row.TextContent, StringComparison.Ordinal);
        Assert.True(choice.QuerySelector("input[type=checkbox]")!.HasAttribute("disabled"));
        Assert.DoesNotContain("being made ready", choice.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(JobState.Queued, true)]
    [InlineData(JobState.Running, true)]
    [InlineData(JobState.Failed, false)]
    [InlineData(JobState.Done, false)]
    public async Task A_player_is_told_whether_anything_still_comes(JobState state, bool comes)
    {
        var school = await schools.OfAsync(DatabaseEngine.Sqlite);
        using var browser = school.App.NewBrowser();
        var session = await browser.LaunchAsync(school.Visit);
        await using var rows = school.App.Rows();
        var launch = (await rows.Launches.FindAsync([session.Launch], TestContext.Current.CancellationToken))!;
        var video = new Video { CollectionId = launch.CollectionId!.Value, OwnerId = launch.PersonId, Title = "Enzymes", StreamVersion = "v1", StreamKind = StreamKind.Instant, Items = { new CollectionItem { CollectionId = launch.CollectionId!.Value } } };
        await school.App.Database.AddAsync([video, Some.Job(video, state: state)], TestContext.Current.CancellationToken);

        using var response = await session.GetAsync($"/api/videos/{video.Id}/playback");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var playback = await Json.ReadAsync(response);
        Assert.Equal(("instant", comes), (playback["state"]!.GetValue<string>(), playback["moving"]!.GetValue<bool>()));
    }

    private static IEnumerable<string> Polling(IParentNode page) =>
        page.QuerySelectorAll("[hx-trigger*='every']").Select(part => part.Id ?? part.OuterHtml);
}
