using Lectern.Core;
using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Platforms;
using Lectern.TestSupport;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Web.Tests.Benchmarks;

/// <summary>A course with very many people and videos, two thirds of which are for one section or for two.</summary>
internal sealed class LargeCourse
{
    private const int RowsAtOnce = 500;
    private readonly LecternApp _app;
    private readonly Platform _platform;
    private int _placed;

    private LargeCourse(LecternApp app, Platform platform, Guid video, string sectionKey) => (_app, _platform, Video, SectionKey) = (app, platform, video, sectionKey);

    /// <summary>A video that the whole course sees.</summary>
    public Guid Video { get; }

    public string SectionKey { get; }

    public static async Task<LargeCourse> AddAsync(LecternApp app, Guid launchId, int students, int items, int sections)
    {
        await using var database = app.Rows();
        var launch = await database.Launches.SingleAsync(l => l.Id == launchId);
        var (platform, course) = (await database.Platforms.SingleAsync(p => p.Id == launch.PlatformId), await database.Courses.SingleAsync(c => c.Id == launch.CourseId));
        var (teacher, collection) = (await database.People.SingleAsync(p => p.Id == launch.PersonId), await database.Collections.SingleAsync(c => c.Id == launch.CollectionId));

        var parts = Enumerable.Range(0, sections).Select(i => Some.Section(course, $"section-{i}")).ToList();
        var people = Enumerable.Range(0, students).Select(i => Some.Person(platform, subject: $"student-{i}")).ToList();
        await SaveAsync(app, parts);
        await SaveAsync(app, people);
        await SaveAsync(app, people.Select(person => Some.Enrolment(course, person, CourseRole.Learner)));
        await SaveAsync(app, people.Select((person, i) => new SectionMember { SectionId = parts[i % sections].Id, PersonId = person.Id }));

        var videos = Enumerable.Range(0, items).Select(i => Some.Video(collection, teacher, $"Lecture number {i}", Visibility.Published)).ToList();
        for (var i = 0; i < items; i++)
        {
            var item = videos[i].Items[0];
            item.ForSections = i % 3 > 0;
            item.Sections.AddRange(Enumerable.Range(0, i % 3).Select(n => new ItemSection { ItemId = item.Id, SectionId = parts[(i + n) % sections].Id }));
        }

        await SaveAsync(app, videos);
        return new LargeCourse(app, platform, videos[0].Id, parts[0].Key);
    }

    /// <summary>Sees to it that this many other courses have the video.</summary>
    public async Task PlaceAsync(int courses)
    {
        var others = Enumerable.Range(_placed, courses - _placed).Select(i => Some.Course(_platform, $"Another course {i}")).ToList();
        var collections = others.ConvertAll(Some.Collection);
        await SaveAsync(_app, others);
        await SaveAsync(_app, collections);
        await SaveAsync(_app, collections.Select(other => new CollectionItem { CollectionId = other.Id, VideoId = Video, Visibility = Visibility.Published, AddedAt = Some.Instant }));
        _placed = courses;
    }

    private static async Task SaveAsync(LecternApp app, IEnumerable<object> rows)
    {
        foreach (var some in rows.Chunk(RowsAtOnce))
        {
            await app.Database.AddAsync(some, CancellationToken.None);
        }
    }
}
