using Lectern.Core.Videos;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Pages;

public sealed class PagerTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_course_with_more_videos_than_a_page_has_links_to_the_others_that_keep_the_search()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(app.Teacher());
        await using (var rows = app.Rows())
        {
            var launch = await rows.Launches.Include(l => l.Collection).Include(l => l.Person).SingleAsync(l => l.Id == session.Launch, Stop);
            await app.Database.AddAsync(Enumerable.Range(0, VideoQuery.PageSize + 2).Select(n => Some.Video(launch.Collection!, launch.Person, $"Lecture {n}")), Stop);
        }

        using var before = await session.GetAsync("/videos?q=lecture");
        var next = (await Html.ReadAsync(before)).QuerySelector(".page-links a[rel=next]")!.GetAttribute("href")!;
        using var after = await session.GetAsync(next);
        var page = await Html.ReadAsync(after);

        Assert.Contains("q=lecture", next, StringComparison.Ordinal);
        Assert.Equal(2, page.QuerySelectorAll(".row").Length);
        Assert.Null(page.QuerySelector("a[rel=next]"));
        Assert.DoesNotContain("skip", page.QuerySelector("a[rel=prev]")!.GetAttribute("href")!, StringComparison.Ordinal);
        var (first, last) = (VideoQuery.PageSize + 1, VideoQuery.PageSize + 2);
        Assert.Contains($"{first} to {last} of {last}", page.QuerySelector(".page-links")!.TextContent, StringComparison.Ordinal);
    }
}
