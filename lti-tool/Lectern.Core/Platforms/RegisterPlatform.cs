using Lectern.Core.Database;
using Lectern.Core.Governance;
using Lectern.Lti;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Platforms;

/// <summary>Keeps a platform that registered with an invitation.</summary>
public sealed class RegisterPlatform(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, TimeProvider time)
{
    /// <summary>Null when the LMS gave the id of a tool that Lectern knows with other addresses.</summary>
    /// <param name="name">What to call it; its host when empty.</param>
    /// <param name="deploymentId">The deployment that came with the registration; it needs no approval.</param>
    /// <param name="origins">Origins of the configuration, authorization and registration endpoints: they may frame us.</param>
    public async Task<Platform?> RunAsync(Invitation invitation, string? name, LtiRegistration lti, string? deploymentId, IEnumerable<string> origins, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        database.Invitations.Attach(invitation);
        var known = await database.Registrations.Include(r => r.Platform).FirstOrDefaultAsync(r => r.Issuer == lti.Issuer && r.ClientId == lti.ClientId, cancellationToken);
        if (known is not null)
        {
            return await RenewAsync(database, invitation, known, lti, now, cancellationToken);
        }

        var platform = new Platform { Name = StoredText.Clip(name?.Trim(), 255) ?? new Uri(lti.Issuer).Host, CreatedAt = now };
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

        database.FrameOrigins.AddRange(origins.Where(origin => origin.Length <= 255).Distinct().Select(origin => new FrameOrigin { PlatformId = platform.Id, Origin = origin, Source = FrameOriginSource.Registration }));
        try
        {
            return await UseAsync(database, invitation, platform, "platform.register", lti, now, cancellationToken);
        }
        catch (DbUpdateException exception) when (errors.IsUniqueViolation(exception))
        {
            // Another registration of the same id was a moment faster.
            return null;
        }
    }

    // Moodle's "Update" sends the tool's settings again and keeps the client id. Nothing of ours changes by it: an invitation for one
    // LMS must not move the keys of another.
    private static async Task<Platform?> RenewAsync(LecternDbContext database, Invitation invitation, Registration known, LtiRegistration lti, DateTimeOffset now, CancellationToken cancellationToken) =>
        (known.AuthorizationEndpoint, known.TokenEndpoint, known.JwksUri) == (lti.AuthorizationEndpoint, lti.TokenEndpoint, lti.JwksUri)
            ? await UseAsync(database, invitation, known.Platform, "platform.renew", lti, now, cancellationToken)
            : null;

    private static async Task<Platform> UseAsync(LecternDbContext database, Invitation invitation, Platform platform, string act, LtiRegistration lti, DateTimeOffset now, CancellationToken cancellationToken)
    {
        invitation.PlatformId = platform.Id;
        database.Audit.Add(new AuditEntry { At = now, Actor = "invitation", Act = act, Subject = platform.Id.ToString(), Detail = lti.Issuer });
        await database.SaveChangesAsync(cancellationToken);
        return platform;
    }
}
