using Lectern.Core.Governance;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Copies;

/// <summary>What copies of a course get, as its teachers choose, and as IT chooses for courses whose teachers did not.</summary>
public sealed class SetCopyPolicy(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    /// <summary>The rule that holds for the launch's course, and its platform's; null when the course is not this launch's to change.</summary>
    public async Task<CourseCopyRule?> FindAsync(Launch launch, CancellationToken cancellationToken)
    {
        if (!launch.CanGiveAway() || launch.CourseId is null)
        {
            return null;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var platform = await database.Platforms.Where(p => p.Id == launch.PlatformId).Select(p => p.CopyPolicy).FirstAsync(cancellationToken);
        return new CourseCopyRule(await CopyRules.OfAsync(database, launch.CourseId, cancellationToken), platform);
    }

    /// <summary>False when the course is not this launch's to change.</summary>
    /// <param name="policy">Null for the platform's rule.</param>
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
            Audit(database, Actors.Of(launch.PersonId), course.Id, policy?.ToString() ?? "as the platform");
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

    private void Audit(LecternDbContext database, string actor, Guid subject, string detail) =>
        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = actor, Act = Acts.SetCopyPolicy, Subject = subject.ToString(), Detail = detail });
}

/// <param name="Platform">What holds where the course has no rule of its own.</param>
public sealed record CourseCopyRule(CopyRule Holds, CopyPolicy Platform);
