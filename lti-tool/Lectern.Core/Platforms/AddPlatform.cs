using Lectern.Core.Database;
using Lectern.Core.Governance;
using Lectern.Lti;
using Lectern.Lti.Http;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Platforms;

/// <summary>Keeps a platform whose values the operator typed. It is always a platform of its own: an equal issuer joins nothing.</summary>
public sealed class AddPlatform(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, TimeProvider time)
{
    /// <param name="name">What to call it; its host when empty.</param>
    /// <param name="deploymentId">The first deployment, which needs no approval; null where launches bring it.</param>
    /// <param name="productFamily">What the operator said it is; launches may say so better.</param>
    /// <returns>Null when this issuer and client id are known already.</returns>
    public async Task<Platform?> RunAsync(string? name, LtiRegistration lti, string? deploymentId, string? productFamily, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lti);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Registrations.AnyAsync(r => r.Issuer == lti.Issuer && r.ClientId == lti.ClientId, cancellationToken))
        {
            return null;
        }

        var now = time.GetUtcNow();
        var platform = new Platform { Name = StoredText.Clip(name?.Trim(), 255) ?? new Uri(lti.TokenEndpoint).Host, ProductFamily = productFamily, CreatedAt = now };
        database.Platforms.Add(platform);
        database.Registrations.Add(Registration.Of(lti, platform.Id, now));
        if (deploymentId is not null)
        {
            database.Deployments.Add(new Deployment { RegistrationId = lti.Id, DeploymentId = deploymentId, Status = DeploymentStatus.Known, FirstSeenAt = now });
        }

        // The LMS's own host is behind one of these; the rest is learned from launches.
        var origins = new[] { lti.AuthorizationEndpoint, lti.TokenEndpoint }.Select(Origin.Of).OfType<string>().Where(origin => origin.Length <= 255).Distinct();
        database.FrameOrigins.AddRange(origins.Select(origin => new FrameOrigin { PlatformId = platform.Id, Origin = origin, Source = FrameOriginSource.Registration }));
        database.Audit.Add(new AuditEntry { At = now, Actor = actor, Act = Acts.AddPlatform, Subject = platform.Id.ToString(), Detail = StoredText.Clip($"{lti.Issuer} {lti.ClientId}", 2000) });
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return platform;
        }
        catch (DbUpdateException exception) when (errors.IsUniqueViolation(exception))
        {
            // The same form was sent twice at once.
            return null;
        }
    }
}
