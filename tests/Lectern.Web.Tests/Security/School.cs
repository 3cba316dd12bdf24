using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Jobs;
using Lectern.Core.Videos;
using Lectern.TestSupport;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Security;

/// <summary>A course with videos, another course, and another LMS with a course of the same id.</summary>
public sealed class School(LecternApp app) : IDisposable
{
    private readonly Dictionary<string, Core.Launches.Launch> _makers = [];
    private readonly Dictionary<string, (Browser Browser, Session Session)> _people = [];
    private readonly Dictionary<string, Guid> _videos = [];

    public LecternApp App { get; } = app;

    public Visit Visit { get; } = app.Teacher();

    /// <summary>The course's section A, in which learners are by their launch.</summary>
    public Section SectionA { get; private set; } = null!;

    /// <summary>One of each kind, of which nobody changes anything.</summary>
    public async Task<Guid> VideoAsync(string kind) => _videos.TryGetValue(kind, out var video) ? video : _videos[kind] = await NewVideoAsync(kind);

    /// <summary>One launch of each person, who also chooses what to place.</summary>
    public async Task<Session> SessionOfAsync(string person, Func<Visit, Visit> whoIs)
    {
        if (!_people.TryGetValue(person, out var here))
        {
            var browser = App.NewBrowser();
            _people[person] = here = (browser, await browser.LaunchAsync(whoIs(Visit.Choosing() with { Subject = Visit.Unique("person") })));
        }

        return here.Session;
    }

    public async Task<Guid> NewVideoAsync(string kind)
    {
        var maker = _makers[kind switch
        {
            "other course's" or "other platform's" => kind,
            "reference" => "other course's",
            _ => "own",
        }];
        var video = new Video
        {
            CollectionId = maker.CollectionId!.Value,
            OwnerId = maker.PersonId,
            Title = kind,
            CreatedAt = App.Time.GetUtcNow(),
            Items = { ItemOf(kind, maker.CollectionId!.Value) },
            DeletedAt = kind == "deleted" ? App.Time.GetUtcNow() : null,
        };
        if (kind == "reference")
        {
            video.Items.Add(ItemOf(kind, _makers["own"].CollectionId!.Value));
        }

        await App.Database.AddAsync([video, Some.Job(video, state: JobState.Failed)], TestContext.Current.CancellationToken);
        return video.Id;
    }

    public void Dispose()
    {
        foreach (var (browser, _) in _people.Values)
        {
            browser.Dispose();
        }
    }

    private CollectionItem ItemOf(string kind, Guid collection)
    {
        var now = App.Time.GetUtcNow();
        var item = new CollectionItem
        {
            CollectionId = collection,
            Visibility = kind == "draft" ? Visibility.Draft : Visibility.Published,
            ForSections = kind is "section A's" or "section A's, later" or "no section's",
            AvailableFrom = kind == "not open yet" ? now.AddHours(1) : null,
            AvailableUntil = kind is "closed" or "taken out" ? now.AddHours(-1) : null,
            RemovedAt = kind == "taken out" ? now : null,
            AddedAt = now,
        };
        if (kind.StartsWith("section A's", StringComparison.Ordinal))
        {
            item.Sections.Add(new ItemSection { SectionId = SectionA.Id, AvailableFrom = kind == "section A's, later" ? now.AddHours(1) : null });
        }

        return item;
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

        await browser.LaunchAsync(Visit.AsLearner() with { Custom = new Dictionary<string, string> { ["lectern_section_ids"] = "A,B" } });
        SectionA = await rows.Sections.SingleAsync(s => s.CourseId == _makers["own"].CourseId && s.Key == "A", TestContext.Current.CancellationToken);
        return this;
    }
}
