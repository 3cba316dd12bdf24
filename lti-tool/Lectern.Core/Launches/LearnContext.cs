using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Database;
using Lectern.Core.Platforms;
using Lectern.Core.ResourceLinks;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Launches;

/// <summary>Keeps what a launch tells about its person, course, section, term and link.</summary>
public sealed class LearnContext(TimeProvider time)
{
    internal async Task<LearnedContext> RunAsync(LecternDbContext database, PlatformFacts platform, LtiLaunch lti, AskedSections? asked, CourseRole role, CancellationToken cancellationToken)
    {
        var (platformId, mapping) = (platform.Platform.Id, platform.Mapping);
        var person = await LearnPersonAsync(database, platformId, lti, cancellationToken);
        if (lti.Context is not { } context)
        {
            return new LearnedContext(person, null, await PersonalCollectionAsync(database, person, role, cancellationToken), null);
        }

        var course = await LearnCourseAsync(database, platformId, context, lti.Lis, cancellationToken);
        course.TermId = await LearnTerm.RunAsync(database, course, platform, lti, time.GetUtcNow(), cancellationToken) ?? course.TermId;
        if (role == CourseRole.Instructor)
        {
            // Rules on copies hang on it, and on some platforms a link's own parameters hide the tool's: only those may change it who may set the rule.
            course.DepartmentId = await LearnDepartment.RunAsync(database, platformId, mapping, lti, cancellationToken) ?? course.DepartmentId;
        }

        if (!LearnRoles.IsTraceless(lti))
        {
            await LearnEnrolmentAsync(database, course.Id, person.Id, role, cancellationToken);
        }

        await LearnSections.RunAsync(database, course.Id, person.Id, mapping, lti, asked, cancellationToken);
        return new LearnedContext(
            person,
            course,
            await CourseCollectionAsync(database, course, cancellationToken),
            await LearnLinkAsync(database, platformId, course.Id, lti, cancellationToken));
    }

    private async Task<Person> LearnPersonAsync(LecternDbContext database, Guid platformId, LtiLaunch lti, CancellationToken cancellationToken)
    {
        var person = await database.People.FirstOrDefaultAsync(p => p.PlatformId == platformId && p.Subject == lti.Subject, cancellationToken)
            ?? database.People.Add(new Person { PlatformId = platformId, Subject = lti.Subject, FirstSeenAt = time.GetUtcNow() }).Entity;
        person.ErasedAt = null;
        person.Name = StoredText.Clip(lti.Person.Name, 255) ?? person.Name;
        person.Email = StoredText.Clip(lti.Person.Email, 320) ?? person.Email;
        return person;
    }

    private async Task<Course> LearnCourseAsync(LecternDbContext database, Guid platformId, ContextClaim context, LisClaim lis, CancellationToken cancellationToken)
    {
        var title = StoredText.Clip(context.Title, 500) ?? StoredText.Clip(context.Label, 500) ?? context.Id;
        var course = await database.Courses.FirstOrDefaultAsync(c => c.PlatformId == platformId && c.ContextId == context.Id, cancellationToken)
            ?? database.Courses.Add(new Course { PlatformId = platformId, ContextId = context.Id, Title = title, FirstSeenAt = time.GetUtcNow() }).Entity;
        course.Title = title;
        course.SourcedId = PlatformKeys.Of(lis.CourseSectionSourcedId) ?? course.SourcedId;
        course.Label = StoredText.Clip(context.Label, 255) ?? course.Label;
        return course;
    }

    private async Task LearnEnrolmentAsync(LecternDbContext database, Guid courseId, Guid personId, CourseRole role, CancellationToken cancellationToken)
    {
        var enrolment = await database.Enrolments.FirstOrDefaultAsync(e => e.CourseId == courseId && e.PersonId == personId, cancellationToken)
            ?? database.Enrolments.Add(new Enrolment { CourseId = courseId, PersonId = personId }).Entity;
        enrolment.Role = role;
        enrolment.LastSeenAt = time.GetUtcNow();
    }

    private async Task<Collection> CourseCollectionAsync(LecternDbContext database, Course course, CancellationToken cancellationToken) =>
        await database.Collections.FirstOrDefaultAsync(c => c.CourseId == (course.SharedWithId ?? course.Id), cancellationToken)
        ?? database.Collections.Add(new Collection { CourseId = course.Id, CreatedAt = time.GetUtcNow() }).Entity;

    // A teacher who launches outside of courses sees their own library; others have nothing there to see.
    private async Task<Collection?> PersonalCollectionAsync(LecternDbContext database, Person person, CourseRole role, CancellationToken cancellationToken) =>
        role != CourseRole.Instructor ? null
        : await database.Collections.FirstOrDefaultAsync(c => c.PersonId == person.Id, cancellationToken)
            ?? database.Collections.Add(new Collection { PersonId = person.Id, CreatedAt = time.GetUtcNow() }).Entity;

    private async Task<ResourceLink?> LearnLinkAsync(LecternDbContext database, Guid platformId, Guid courseId, LtiLaunch lti, CancellationToken cancellationToken)
    {
        if (lti.ResourceLink is not { } claim)
        {
            return null;
        }

        var link = await database.ResourceLinks.FirstOrDefaultAsync(l => l.PlatformId == platformId && l.CourseId == courseId && l.ResourceLinkId == claim.Id, cancellationToken)
            ?? database.ResourceLinks.Add(new ResourceLink { PlatformId = platformId, CourseId = courseId, ResourceLinkId = claim.Id, FirstSeenAt = time.GetUtcNow() }).Entity;
        link.Title = StoredText.Clip(claim.Title, 500) ?? link.Title;
        return link;
    }
}

internal sealed record LearnedContext(Person Person, Course? Course, Collection? Collection, ResourceLink? ResourceLink);
