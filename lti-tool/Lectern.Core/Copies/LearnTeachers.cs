using Lectern.Core.Contexts;
using Lectern.Core.Database;
using Lectern.Lti.Memberships;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Copies;

/// <summary>
/// Keeps who teaches a course, as the platform's member list says, before they ever launch from it. It shows where a copied link may play; rights still
/// come from launches alone.
/// </summary>
public sealed class LearnTeachers(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, TimeProvider time)
{
    // One of them may launch at the same moment: the others are still to be kept.
    public Task RunAsync(Guid launchId, IReadOnlyCollection<Member> members, CancellationToken cancellationToken) =>
        errors.AgainAsync(() => TryAsync(launchId, members, cancellationToken));

    private async Task TryAsync(Guid launchId, IReadOnlyCollection<Member> members, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var (now, launch) = (time.GetUtcNow(), await database.Launches.FirstAsync(l => l.Id == launchId, cancellationToken));
        if (launch.CourseId is not { } course)
        {
            return;
        }

        await database.Courses.Where(c => c.Id == course).ExecuteUpdateAsync(set => set.SetProperty(c => c.TeachersAskedAt, now), cancellationToken);
        var roles = new RoleTable(await database.LmsRoles.AsNoTracking().Where(r => r.PlatformId == launch.PlatformId).ToListAsync(cancellationToken));
        var subjects = members.Where(m => roles.Of(m.Roles, []) == CourseRole.Instructor).Select(m => m.UserId).Distinct(StringComparer.Ordinal).ToList();
        var known = await database.People.Where(p => p.PlatformId == launch.PlatformId && subjects.Contains(p.Subject)).ToListAsync(cancellationToken);
        var people = known.Concat(subjects.Except(known.Select(p => p.Subject), StringComparer.Ordinal)
            .Select(subject => database.People.Add(new Person { PlatformId = launch.PlatformId, Subject = subject, FirstSeenAt = now }).Entity)).ToList();
        var ids = people.ConvertAll(p => p.Id);
        var enrolled = await database.Enrolments.Where(e => e.CourseId == course && ids.Contains(e.PersonId)).ToListAsync(cancellationToken);
        enrolled.ForEach(e => e.Learn(CourseRole.Instructor, now));
        database.Enrolments.AddRange(ids.Except(enrolled.Select(e => e.PersonId))
            .Select(id => new Enrolment { CourseId = course, PersonId = id, Role = CourseRole.Instructor, LastSeenAt = now }));
        await database.SaveChangesAsync(cancellationToken);
    }
}
