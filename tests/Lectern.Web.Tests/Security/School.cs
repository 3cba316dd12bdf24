using Lectern.Core.Jobs;
using Lectern.Core.Videos;
using Lectern.TestSupport;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests.Security;

/// <summary>A course with videos, another course, and another LMS with a course of the same id.</summary>
public sealed class School(LecternApp app)
{
    private readonly Dictionary<string, Core.Launches.Launch> _makers = [];

    public LecternApp App { get; } = app;

    public Visit Visit { get; } = app.Teacher();

    public async Task<Guid> NewVideoAsync(string kind)
    {
        var maker = _makers[kind is "other course's" or "other platform's" ? kind : "own"];
        var video = new Video
        {
            CollectionId = maker.CollectionId!.Value,
            OwnerId = maker.PersonId,
            Title = kind,
            CreatedAt = App.Time.GetUtcNow(),
            Visibility = kind == "draft" ? Visibility.Draft : Visibility.Published,
            DeletedAt = kind == "deleted" ? App.Time.GetUtcNow() : null,
        };
        await App.Database.AddAsync([video, Some.Job(video, state: JobState.Failed)], TestContext.Current.CancellationToken);
        return video.Id;
    }

    internal async Task<School> OpenAsync()
    {
        using var browser = App.NewBrowser();
        await using var rows = App.Rows();
        foreach (var (kind, visit) in (IEnumerable<(string, Visit)>)[("own", Visit), ("other course's", App.Teacher()), ("other platform's", Visit with { Platform = App.OtherPlatform })])
        {
            var arrival = await browser.ArriveAsync(visit);
            _makers[kind] = (await rows.Launches.FindAsync([arrival.Launch], TestContext.Current.CancellationToken))!;
        }

        return this;
    }
}
