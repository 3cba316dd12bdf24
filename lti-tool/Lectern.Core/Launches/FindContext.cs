using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.ResourceLinks;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Launches;

/// <summary>Finds what is known of all that a launch tells, in one question: a class that begins is dozens of launches a second.</summary>
public sealed class FindContext
{
    // Belongs to one model, so to one host: never static. A key of two columns that both may be null would be compared by "or", and past its index.
    private readonly Func<LecternDbContext, Guid, string, string?, string?, CancellationToken, Task<KnownContext>> _find = EF.CompileAsyncQuery(
        (LecternDbContext database, Guid platformId, string subject, string? contextId, string? linkId, CancellationToken _) => (
            from platform in database.Platforms.Where(p => p.Id == platformId)
            join one in database.People on new { platform.Id, Subject = subject } equals new { Id = one.PlatformId, one.Subject } into people
            from person in people.DefaultIfEmpty()
            join one in database.Courses on new { platform.Id, ContextId = contextId } equals new { Id = one.PlatformId, ContextId = (string?)one.ContextId } into courses
            from course in courses.DefaultIfEmpty()
            join one in database.Enrolments on new { CourseId = course.Id, PersonId = person.Id } equals new { one.CourseId, one.PersonId } into enrolments
            from enrolment in enrolments.DefaultIfEmpty()
            join one in database.Collections on (Guid?)(course.SharedWithId ?? course.Id) equals one.CourseId into collections
            from collection in collections.DefaultIfEmpty()
            join one in database.ResourceLinks.Where(l => l.PlatformId == platformId && l.ResourceLinkId == linkId) on (Guid?)course.Id equals one.CourseId into links
            from link in links.DefaultIfEmpty()
            select new KnownContext(person, course, enrolment, collection, link)).Single());

    internal Task<KnownContext> RunAsync(LecternDbContext database, Guid platformId, LtiLaunch lti, CancellationToken cancellationToken) =>
        _find(database, platformId, lti.Subject, lti.Context?.Id, lti.ResourceLink?.Id, cancellationToken);
}

internal sealed record KnownContext(Person? Person, Course? Course, Enrolment? Enrolment, Collection? Collection, ResourceLink? ResourceLink);
