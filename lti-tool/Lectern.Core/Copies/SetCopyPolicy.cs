using Lectern.Core.Governance;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Copies;

/// <summary>What copies of a course get, as its teachers choose, and as IT chooses by department and platform where they did not.</summary>
public sealed class SetCopyPolicy(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    private const string AsAbove = "as the level above";

    /// <summary>The rule that holds for the launch's course, and what holds without one of its own; null when the course is not this launch's to change.</summary>
    public async Task<CourseCopyRule?> FindAsync(Launch launch, CancellationToken cancellationToken)
    {
        if (!launch.CanGiveAway() || launch.CourseId is null)
        {
            return null;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var holds = await CopyRules.OfAsync(database, launch.CourseId, cancellationToken);
        return new CourseCopyRule(holds, holds.Source == CopyRuleSource.Course ? await CopyRules.OtherwiseAsync(database, launch.CourseId, cancellationToken) : holds);
    }

    /// <summary>False when the course is not this launch's to change.</summary>
    /// <param name="policy">Null for the rule of its department or platform.</param>
    public async Task<bool> ForCourseAsync(Launch launch, CopyPolicy? policy, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (!launch.CanGiveAway() || await database.Courses.FirstOrDefaultAsync(c => c.Id == launch.CourseId, cancellationToken) is not { } course)
        {
            return false;
        }

        if (course.CopyPolicy != policy)
        {
            course.CopyPolicy = policy;
            Audit(database, Actors.Of(launch.PersonId), course.Id, policy?.ToString() ?? AsAbove);
            await database.SaveChangesAsync(cancellationToken);
        }

        return true;
    }

    public async Task ForPlatformAsync(Guid platformId, CopyPolicy policy, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Platforms.FirstOrDefaultAsync(p => p.Id == platformId, cancellationToken) is { } platform && platform.CopyPolicy != policy)
        {
            platform.CopyPolicy = policy;
            Audit(database, actor, platformId, policy.ToString());
            await database.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>False when the platform has no such department.</summary>
    /// <param name="policy">Null for the rule of its parent or platform.</param>
    public async Task<bool> ForDepartmentAsync(Guid platformId, Guid departmentId, CopyPolicy? policy, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Departments.FirstOrDefaultAsync(d => d.Id == departmentId && d.PlatformId == platformId, cancellationToken) is not { } department)
        {
            return false;
        }

        if (department.CopyPolicy != policy)
        {
            department.CopyPolicy = policy;
            Audit(database, actor, departmentId, policy?.ToString() ?? AsAbove);
            await database.SaveChangesAsync(cancellationToken);
        }

        return true;
    }

    private void Audit(LecternDbContext database, string actor, Guid subject, string detail) =>
        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = actor, Act = Acts.SetCopyPolicy, Subject = subject.ToString(), Detail = detail });
}

/// <param name="Otherwise">What holds where the course has no rule of its own.</param>
public sealed record CourseCopyRule(CopyRule Holds, CopyRule Otherwise);
