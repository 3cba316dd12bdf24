using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Database;
using Lectern.Core.Platforms;
using Lectern.Core.ResourceLinks;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Launches;

/// <summary>Keeps what a launch tells about its person, course, section, term and link.</summary>
public sealed class LearnContext(FindContext findContext, TimeProvider time)
{
    internal async Task<LearnedContext> RunAsync(LecternDbContext database, PlatformFacts platform, LtiLaunch lti, AskedSections? asked, CourseRole role, CancellationToken cancellationToken)
    {
        var (platformId, mapping) = (platform.Platform.Id, platform.Mapping);
        var known = await findContext.RunAsync(database, platformId, lti, cancellationToken);
        var person = LearnPerson(database, known.Person, platformId, lti);
        if (lti.Context is not { } context)
        {
            return new LearnedContext(person, null, await PersonalCollectionAsync(database, person, role, cancellationToken), null);
        }

        var course = LearnCourse(database, known.Course, platformId, context, lti.Lis);
        course.TermId = await LearnTerm.RunAsync(database, course, platform, lti, time.GetUtcNow(), cancellationToken) ?? course.TermId;
        if (role == CourseRole.Instructor)
        {
            // Rules on copies hang on it, and on some platforms a link's own parameters hide the tool's: only those may change it who may set the rule.
            course.DepartmentId = await LearnDepartment.RunAsync(database, platformId, mapping, lti, cancellationToken) ?? course.DepartmentId;
        }

        if (!LearnRoles.IsTraceless(lti))
        {
            var enrolment = known.Enrolment ?? database.Enrolments.Add(new Enrolment { CourseId = course.Id, PersonId = person.Id }).Entity;
            enrolment.See(role, time.GetUtcNow());
        }

        await LearnSections.RunAsync(database, course.Id, person.Id, mapping, lti, asked, cancellationToken);
        return new LearnedContext(
            person,
            course,
            known.Collection ?? database.Collections.Add(new Collection { CourseId = course.Id, CreatedAt = time.GetUtcNow() }).Entity,
            LearnLink(database, known.ResourceLink, platformId, course.Id, lti));
    }

    private Person LearnPerson(LecternDbContext database, Person? known, Guid platformId, LtiLaunch lti)
    {
        var person = known ?? database.People.Add(new Person { PlatformId = platformId, Subject = lti.Subject, FirstSeenAt = time.GetUtcNow() }).Entity;
        person.ErasedAt = null;
        person.Name = StoredText.Clip(lti.Person.Name, 255) ?? person.Name;
        person.Email = StoredText.Clip(lti.Person.Email, 320) ?? person.Email;
        return person;
    }

    private Course LearnCourse(LecternDbContext database, Course? known, Guid platformId, ContextClaim context, LisClaim lis)
    {
        var title = StoredText.Clip(context.Title, 500) ?? StoredText.Clip(context.Label, 500) ?? context.Id;
        var course = known ?? database.Courses.Add(new Course { PlatformId = platformId, ContextId = context.Id, Title = title, FirstSeenAt = time.GetUtcNow() }).Entity;
        course.Title = title;
        course.SourcedId = PlatformKeys.Of(lis.CourseSectionSourcedId) ?? course.SourcedId;
        course.Label = StoredText.Clip(context.Label, 255) ?? course.Label;
        return course;
    }

    // A teacher who launches outside of courses sees their own library; others have nothing there to see.
    private async Task<Collection?> PersonalCollectionAsync(LecternDbContext database, Person person, CourseRole role, CancellationToken cancellationToken) =>
        role != CourseRole.Instructor ? null
        : await database.Collections.FirstOrDefaultAsync(c => c.PersonId == person.Id, cancellationToken)
            ?? database.Collections.Add(new Collection { PersonId = person.Id, CreatedAt = time.GetUtcNow() }).Entity;

    private ResourceLink? LearnLink(LecternDbContext database, ResourceLink? known, Guid platformId, Guid courseId, LtiLaunch lti)
    {
        if (lti.ResourceLink is not { } claim)
        {
            return null;
        }

        var link = known ?? database.ResourceLinks.Add(new ResourceLink { PlatformId = platformId, CourseId = courseId, ResourceLinkId = claim.Id, FirstSeenAt = time.GetUtcNow() }).Entity;
        link.Title = StoredText.Clip(claim.Title, 500) ?? link.Title;
        return link;
    }
}

internal sealed record LearnedContext(Person Person, Course? Course, Collection? Collection, ResourceLink? ResourceLink);
