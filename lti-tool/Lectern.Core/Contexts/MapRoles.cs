using Lectern.Core.Governance;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Contexts;

/// <summary>The roles that a platform's launches named, and what they are here. Every change is audited.</summary>
public sealed class MapRoles(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    public async Task<IReadOnlyList<SeenRole>> ListAsync(Guid platformId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var roles = await database.LmsRoles.AsNoTracking().Where(r => r.PlatformId == platformId).OrderBy(r => r.Kind).ThenBy(r => r.Value).ToListAsync(cancellationToken);
        return roles.ConvertAll(role => new SeenRole(role, role.Kind == LmsRoleKind.Role ? RoleTable.DefaultOf(LtiRole.Parse(role.Value)) : null));
    }

    /// <param name="role">Null for what it is by itself.</param>
    /// <returns>False when the platform has no such role.</returns>
    public async Task<bool> RunAsync(Guid platformId, Guid roleId, CourseRole? role, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.LmsRoles.FirstOrDefaultAsync(r => r.Id == roleId && r.PlatformId == platformId, cancellationToken) is not { } seen)
        {
            return false;
        }

        if (seen.Role != role)
        {
            seen.Role = role;
            database.Audit.Add(new AuditEntry
            {
                At = time.GetUtcNow(), Actor = actor, Act = Acts.MapRole, Subject = platformId.ToString(), Detail = $"{seen.Value}: {role?.ToString() ?? "by itself"}",
            });
            await database.SaveChangesAsync(cancellationToken);
        }

        return true;
    }
}

/// <param name="ByItself">What it is where its operator says nothing; null for a name, which then says nothing.</param>
public sealed record SeenRole(LmsRole Role, CourseRole? ByItself);
