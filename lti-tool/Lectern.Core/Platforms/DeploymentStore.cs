using Lectern.Core.Database;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Platforms;

/// <summary>Deployments for the launch checks. One that is seen for the first time is kept, waiting for the operator.</summary>
public sealed class DeploymentStore(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, KnownPlatforms platforms, TimeProvider time) : IDeployments
{
    public async ValueTask<DeploymentStatus> FindAsync(Guid registrationId, string deploymentId, CancellationToken cancellationToken)
    {
        if ((await platforms.FindFactsAsync(registrationId, cancellationToken))?.Deployments.Contains(deploymentId) == true)
        {
            return DeploymentStatus.Known;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var deployments = database.Deployments.Where(d => d.RegistrationId == registrationId);
        if (await deployments.FirstOrDefaultAsync(d => d.DeploymentId == deploymentId, cancellationToken) is { } known)
        {
            return known.Status;
        }

        database.Deployments.Add(new Deployment
        {
            RegistrationId = registrationId,
            DeploymentId = deploymentId,
            Status = DeploymentStatus.Pending,
            FirstSeenAt = time.GetUtcNow(),
        });
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (errors.IsUniqueViolation(exception))
        {
            // Another launch kept it at the same moment.
        }

        return DeploymentStatus.Pending;
    }
}
