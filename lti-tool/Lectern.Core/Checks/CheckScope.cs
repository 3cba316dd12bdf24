using Lectern.Core.Collections;
using Lectern.Core.Launches;
using Lectern.Core.ResourceLinks;

namespace Lectern.Core.Checks;

/// <summary>What there is to be checked in a launch's course, for learners of one section.</summary>
internal sealed record CheckScope(LecternDbContext Database, Launch Launch, Guid? Section, DateTimeOffset Now)
{
    private IQueryable<CollectionItem> Items => Database.Items.Where(i => i.CollectionId == Launch.CollectionId);

    /// <summary>The videos that links of the course name.</summary>
    public IQueryable<LinkedVideo> Linked => Database.LinkedVideos.Where(l => l.ResourceLink.CourseId != null && l.ResourceLink.CourseId == Launch.CourseId);

    /// <summary>What plays.</summary>
    public IQueryable<CollectionItem> Open
    {
        get
        {
            var (section, course) = (Section, Launch.CourseId);
            return Items.Where(CollectionItem.Stands)
                .OpenTo(seen => seen.SectionId == section || (seen.Section.IsWholeCourse && seen.Section.CourseId == course), Now)
                .Where(i => i.Video.StreamVersion != null);
        }
    }

    /// <summary>The course's items that don't play. What was taken out counts where a link still names it.</summary>
    public IQueryable<CollectionItem> Broken
    {
        get
        {
            var (linked, open) = (Linked, Open);
            return Items.Where(i => (i.RemovedAt == null || linked.Any(l => l.VideoId == i.VideoId || l.VideoId == i.CopyOfId)) && !open.Any(o => o.Id == i.Id));
        }
    }

    /// <summary>Videos that the course has links to, and no item of.</summary>
    public IQueryable<Guid> Strangers
    {
        get
        {
            var (items, collection) = (Items, Launch.CollectionId);
            return Linked.Select(l => l.VideoId)
                .Union(Database.CopyRequests.Where(r => r.CollectionId == collection).Select(r => r.VideoId))
                .Where(id => !items.Any(i => i.VideoId == id || i.CopyOfId == id))
                .OrderBy(id => id);
        }
    }
}
