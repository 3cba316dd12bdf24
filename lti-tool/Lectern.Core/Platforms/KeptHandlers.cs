using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Platforms;

/// <summary>Remembers where each deployment sends its notices, so that a platform is told once and not at every launch.</summary>
public sealed class KeptHandlers(IDbContextFactory<LecternDbContext> databases)
{
    public async Task<string?> FindAsync(Guid registrationId, string deploymentId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await Of(database, registrationId, deploymentId).Select(d => d.NoticeHandler).FirstOrDefaultAsync(cancellationToken);
    }

    public async Task KeepAsync(Guid registrationId, string deploymentId, string handler, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await Of(database, registrationId, deploymentId).ExecuteUpdateAsync(set => set.SetProperty(d => d.NoticeHandler, handler), cancellationToken);
    }

    private static IQueryable<Deployment> Of(LecternDbContext database, Guid registrationId, string deploymentId) =>
        database.Deployments.Where(d => d.RegistrationId == registrationId && d.DeploymentId == deploymentId);
}
