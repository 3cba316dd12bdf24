using Lectern.Core.Videos;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;

namespace Lectern.Core.Tests.Videos;

public sealed class ListVideosTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task What_does_not_fit_on_one_page_is_on_the_next_and_the_total_tells_of_it(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var room = Some.Classroom();
        var videos = Enumerable.Range(0, VideoQuery.PageSize + 3).Select(n => Some.Video(room.Collection, room.Teacher, $"Lecture {n}")).ToList();
        await database.AddAsync([.. room.Rows, .. videos], Stop);
        var (list, launch) = (new ListVideos(database.Contexts, TimeProvider.System), Some.Launch(room.Registration, room.Teacher, room.Collection));

        var first = await list.RunAsync(launch, new VideoQuery("lecture"), Stop);
        var second = await list.RunAsync(launch, new VideoQuery("lecture", Skip: first.Videos.Count), Stop);

        Assert.Equal((100, 3, 103, 103), (first.Videos.Count, second.Videos.Count, first.Total, second.Total));
        Assert.Equal(videos.Select(v => v.Id).Order(), first.Videos.Concat(second.Videos).Select(v => v.Video.Id).Order());
    }
}
