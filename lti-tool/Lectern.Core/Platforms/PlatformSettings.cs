using Lectern.Core.Governance;
using Lectern.Lti.Http;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Platforms;

/// <summary>What an administrator sees and changes of a platform. Every change is audited.</summary>
public sealed class PlatformSettings(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    public async Task<IReadOnlyList<Platform>> ListAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Platforms.AsNoTracking().AsSplitQuery().Include(p => p.Registrations).Include(p => p.FrameOrigins.Where(o => o.RemovedAt == null)).OrderBy(p => p.Name).ToListAsync(cancellationToken);
    }

    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Platforms.CountAsync(cancellationToken);
    }

    public async Task<Platform?> FindAsync(Guid platformId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Platforms.AsNoTracking().AsSplitQuery()
            .Include(p => p.Registrations)
            .Include(p => p.FrameOrigins.Where(o => o.RemovedAt == null))
            .FirstOrDefaultAsync(p => p.Id == platformId, cancellationToken);
    }

    public async Task<IReadOnlyList<Deployment>> DeploymentsAsync(Guid platformId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await OfPlatform(database, platformId).AsNoTracking().OrderBy(d => d.FirstSeenAt).ToListAsync(cancellationToken);
    }

    public Task<bool> ApproveDeploymentAsync(Guid platformId, Guid deploymentId, string actor, CancellationToken cancellationToken) =>
        DecideAsync(platformId, deploymentId, DeploymentStatus.Known, Acts.ApproveDeployment, actor, cancellationToken);

    /// <summary>Its launches stay refused, and nobody is asked again, until somebody approves it after all.</summary>
    public Task<bool> RefuseDeploymentAsync(Guid platformId, Guid deploymentId, string actor, CancellationToken cancellationToken) =>
        DecideAsync(platformId, deploymentId, DeploymentStatus.Refused, Acts.RefuseDeployment, actor, cancellationToken);

    /// <summary>False when the text is no origin such as <c>https://lms.example.edu</c>.</summary>
    public async Task<bool> AddFrameOriginAsync(Guid platformId, string address, string actor, CancellationToken cancellationToken)
    {
        if (Origin.Of(address.Trim()) is not { Length: <= 255 } origin)
        {
            return false;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var known = await database.FrameOrigins.FirstOrDefaultAsync(o => o.PlatformId == platformId && o.Origin == origin, cancellationToken);
        if (known is { RemovedAt: null } || !await database.Platforms.AnyAsync(p => p.Id == platformId, cancellationToken))
        {
            return true;
        }

        known ??= database.FrameOrigins.Add(new FrameOrigin { PlatformId = platformId, Origin = origin }).Entity;
        (known.Source, known.RemovedAt) = (FrameOriginSource.Administrator, null);
        await SaveAsync(database, actor, Acts.AddFrameOrigin, platformId, origin, cancellationToken);
        return true;
    }

    /// <summary>Takes an origin away and remembers it, so that launches don't bring it back.</summary>
    public async Task RemoveFrameOriginAsync(Guid platformId, Guid originId, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.FrameOrigins.FirstOrDefaultAsync(o => o.Id == originId && o.PlatformId == platformId && o.RemovedAt == null, cancellationToken) is { } origin)
        {
            origin.RemovedAt = time.GetUtcNow();
            await SaveAsync(database, actor, Acts.RemoveFrameOrigin, platformId, origin.Origin, cancellationToken);
        }
    }

    public async Task<IReadOnlyList<AuditEntry>> AuditAsync(int atMost, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Audit.AsNoTracking().OrderByDescending(a => a.At).Take(atMost).ToListAsync(cancellationToken);
    }

    private async Task<bool> DecideAsync(Guid platformId, Guid deploymentId, DeploymentStatus status, string act, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await OfPlatform(database, platformId).FirstOrDefaultAsync(d => d.Id == deploymentId, cancellationToken) is not { } deployment)
        {
            return false;
        }

        if (deployment.Status == status)
        {
            return true;
        }

        deployment.Status = status;
        await SaveAsync(database, actor, act, platformId, deployment.DeploymentId, cancellationToken);
        return true;
    }

    private async Task SaveAsync(LecternDbContext database, string actor, string act, Guid platformId, string detail, CancellationToken cancellationToken)
    {
        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = actor, Act = act, Subject = platformId.ToString(), Detail = detail });
        await database.SaveChangesAsync(cancellationToken);
    }

    private static IQueryable<Deployment> OfPlatform(LecternDbContext database, Guid platformId) =>
        database.Deployments.Where(d => database.Registrations.Any(r => r.Id == d.RegistrationId && r.PlatformId == platformId));
}
