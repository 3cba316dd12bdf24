using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Rollovers;

/// <summary>
/// The courses that the launch's course was copied from, as far as its teacher taught them too: a history alone, which a course's owner may make
/// up on some platforms, opens nothing.
/// </summary>
internal static class OriginCourses
{
    internal static IQueryable<Course> Of(LecternDbContext database, Launch launch)
    {
        var (course, collection, person, platform) = (launch.CourseId, launch.CollectionId, launch.PersonId, launch.PlatformId);
        var teaching = database.Enrolments.OfTeachers().Where(e => e.PersonId == person);
        return database.Courses.Where(origin => origin.PlatformId == platform && origin.Id != course
            && (database.Items.Any(i => i.CollectionId == collection && i.CopiedFromId == origin.Id)
                || database.CourseOrigins.Any(o => o.PlatformId == platform && o.OriginContextId == origin.ContextId && database.Courses.Any(c => c.Id == course && c.ContextId == o.ContextId)))
            && teaching.Any(e => e.CourseId == origin.Id));
    }

    /// <summary>Items of those courses that the launch's course never had.</summary>
    internal static IQueryable<CollectionItem> Missing(LecternDbContext database, Launch launch)
    {
        var (collection, origins) = (launch.CollectionId, Of(database, launch));
        return database.Items.Where(CollectionItem.Stands)
            .Where(i => origins.Any(o => o.Id == i.Collection.CourseId || o.SharedWithId == i.Collection.CourseId) && !database.Items.Any(here => here.CollectionId == collection && (here.VideoId == i.VideoId || here.CopyOfId == i.VideoId)));
    }
}
