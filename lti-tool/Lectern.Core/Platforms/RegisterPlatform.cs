using Lectern.Core.Governance;
using Lectern.Lti;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Platforms;

/// <summary>Keeps a platform that registered with an invitation.</summary>
public sealed class RegisterPlatform(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    /// <param name="deploymentId">The deployment that came with the registration; it needs no approval.</param>
    /// <param name="origins">Origins of the configuration, authorization and registration endpoints: they may frame us.</param>
    public async Task<Platform> RunAsync(Invitation invitation, string name, LtiRegistration lti, string? deploymentId, IEnumerable<string> origins, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var platform = new Platform { Name = name, CreatedAt = now };
        database.Platforms.Add(platform);
        database.Registrations.Add(new Registration
        {
            Id = lti.Id,
            PlatformId = platform.Id,
            Issuer = lti.Issuer,
            ClientId = lti.ClientId,
            AuthorizationEndpoint = lti.AuthorizationEndpoint,
            TokenEndpoint = lti.TokenEndpoint,
            JwksUri = lti.JwksUri,
            TokenAudience = lti.TokenAudience,
            CreatedAt = now,
        });
        if (deploymentId is not null)
        {
            database.Deployments.Add(new Deployment { RegistrationId = lti.Id, DeploymentId = deploymentId, Status = DeploymentStatus.Known, FirstSeenAt = now });
        }

        database.FrameOrigins.AddRange(origins.Distinct().Select(origin => new FrameOrigin { PlatformId = platform.Id, Origin = origin, Source = FrameOriginSource.Registration }));
        database.Invitations.Attach(invitation);
        invitation.PlatformId = platform.Id;
        database.Audit.Add(new AuditEntry { At = now, Actor = "invitation", Act = "platform.register", Subject = platform.Id.ToString(), Detail = lti.Issuer });
        await database.SaveChangesAsync(cancellationToken);
        return platform;
    }
}
