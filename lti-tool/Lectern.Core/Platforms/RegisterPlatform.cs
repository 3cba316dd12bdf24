using Lectern.Core.Database;
using Lectern.Core.Governance;
using Lectern.Lti;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Platforms;

/// <summary>Keeps a platform that registered with an invitation, and spends the invitation, in one transaction.</summary>
public sealed class RegisterPlatform(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, PlatformMemory memory, TimeProvider time)
{
    /// <param name="name">What to call it; its host when empty.</param>
    /// <param name="deploymentId">The deployment that came with the registration; it needs no approval.</param>
    /// <param name="origins">Origins of the configuration, authorization and registration endpoints: they may frame us.</param>
    public async Task<RegisteredPlatform> RunAsync(InvitationClaim claim, string? name, LtiRegistration lti, string? deploymentId, IEnumerable<string> origins, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var known = await database.Registrations.Include(r => r.Platform).FirstOrDefaultAsync(r => r.Issuer == lti.Issuer && r.ClientId == lti.ClientId, cancellationToken);
        if (known is not null && !HasSameAddresses(known, lti))
        {
            return RegisteredPlatform.Conflict;
        }

        var now = time.GetUtcNow();
        var platform = known?.Platform ?? Add(database, name, lti, deploymentId, origins, now);
        var spent = await Invitations.Held(database, claim)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.SpentAt, now).SetProperty(i => i.PlatformId, platform.Id).SetProperty(i => i.ClaimedUntil, (DateTimeOffset?)null), cancellationToken);
        if (spent == 0)
        {
            return RegisteredPlatform.Late;
        }

        Audit(database, known is null ? Acts.Register : Acts.RenewRegistration, platform.Id, lti.Issuer, now);
        Audit(database, Acts.SpendInvitation, claim.InvitationId, platform.Name, now);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            // Only now can others read it.
            memory.Forget();
            return new RegisteredPlatform(platform, RegisterRefusal.None);
        }
        catch (DbUpdateException exception) when (errors.IsUniqueViolation(exception))
        {
            // Another registration of the same id was a moment faster.
            return RegisteredPlatform.Conflict;
        }
    }

    // Moodle's "Update" sends the tool's settings again and keeps the client id. Nothing of ours changes by it: an invitation for one
    // LMS must not move the keys of another.
    private static bool HasSameAddresses(Registration known, LtiRegistration lti) =>
        (known.AuthorizationEndpoint, known.TokenEndpoint, known.JwksUri) == (lti.AuthorizationEndpoint, lti.TokenEndpoint, lti.JwksUri);

    private static Platform Add(LecternDbContext database, string? name, LtiRegistration lti, string? deploymentId, IEnumerable<string> origins, DateTimeOffset now)
    {
        var platform = new Platform { Name = StoredText.Clip(name?.Trim(), 255) ?? new Uri(lti.Issuer).Host, CreatedAt = now };
        database.Platforms.Add(platform);
        database.Registrations.Add(Registration.Of(lti, platform.Id, now));
        if (deploymentId is not null)
        {
            database.Deployments.Add(new Deployment { RegistrationId = lti.Id, DeploymentId = deploymentId, Status = DeploymentStatus.Known, FirstSeenAt = now });
        }

        database.FrameOrigins.AddRange(origins.Where(origin => origin.Length <= 255).Distinct().Select(origin => new FrameOrigin { PlatformId = platform.Id, Origin = origin, Source = FrameOriginSource.Registration }));
        return platform;
    }

    private static void Audit(LecternDbContext database, string act, Guid subject, string detail, DateTimeOffset now) =>
        database.Audit.Add(new AuditEntry { At = now, Actor = Actors.Invitation, Act = act, Subject = subject.ToString(), Detail = detail });
}

/// <param name="Platform">The platform, when it was kept.</param>
public sealed record RegisteredPlatform(Platform? Platform, RegisterRefusal Refusal)
{
    internal static RegisteredPlatform Conflict { get; } = new(null, RegisterRefusal.Conflict);

    internal static RegisteredPlatform Late { get; } = new(null, RegisterRefusal.Late);
}

public enum RegisterRefusal
{
    None,

    /// <summary>The LMS gave the id of a tool that Lectern knows with other addresses.</summary>
    Conflict,

    /// <summary>The claim had lapsed, and the invitation was used by somebody else in between.</summary>
    Late,
}
