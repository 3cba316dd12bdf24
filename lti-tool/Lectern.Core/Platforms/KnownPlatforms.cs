using System.Collections.Frozen;
using Lectern.Core.Mapping;
using Lectern.Lti;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Platforms;

/// <summary>Registrations and what belongs to their platforms, for the login and the launch, which ask dozens of times a second for what changes once a term.</summary>
public sealed class KnownPlatforms(IDbContextFactory<LecternDbContext> databases, PlatformMemory memory) : ILtiRegistrations
{
    /// <summary>Null when there is no such registration.</summary>
    public async ValueTask<PlatformFacts?> FindFactsAsync(Guid registrationId, CancellationToken cancellationToken)
    {
        if (memory.Find<PlatformFacts>(registrationId) is { } known)
        {
            return known;
        }

        var version = memory.Version;
        var facts = await ReadAsync(registrationId, cancellationToken);
        if (facts is not null)
        {
            memory.Keep(registrationId, facts, version);
        }

        return facts;
    }

    public async ValueTask<LtiRegistration?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        (await FindFactsAsync(id, cancellationToken))?.Registration;

    /// <summary>All registrations of an issuer; the login chooses among them by client id.</summary>
    public async ValueTask<IReadOnlyList<LtiRegistration>> FindByIssuerAsync(string issuer, CancellationToken cancellationToken)
    {
        if (memory.Find<IReadOnlyList<LtiRegistration>>(issuer) is { } known)
        {
            return known;
        }

        var version = memory.Version;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var registrations = await database.Registrations.AsNoTracking().Where(r => r.Issuer == issuer).ToListAsync(cancellationToken);
        IReadOnlyList<LtiRegistration> found = [.. registrations.Select(r => r.ToLti())];
        if (found.Count > 0)
        {
            // Issuers that nobody registered are not remembered: anybody may name them.
            memory.Keep(issuer, found, version);
        }

        return found;
    }

    private async Task<PlatformFacts?> ReadAsync(Guid registrationId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Registrations.AsNoTracking().FirstOrDefaultAsync(r => r.Id == registrationId, cancellationToken) is not { } registration)
        {
            return null;
        }

        var id = registration.PlatformId;
        var platform = await database.Platforms.AsNoTracking().Include(p => p.FrameOrigins).SingleAsync(p => p.Id == id, cancellationToken);
        var choices = await database.MappingChoices.AsNoTracking().Where(c => c.PlatformId == id).ToListAsync(cancellationToken);
        var deployments = await database.Deployments
            .Where(d => d.RegistrationId == registrationId && d.Status == DeploymentStatus.Known)
            .Select(d => d.DeploymentId).ToListAsync(cancellationToken);
        return new PlatformFacts(
            registration.ToLti(),
            platform,
            new PlatformMapping(choices),
            deployments.ToFrozenSet(StringComparer.Ordinal),
            await database.LmsRoles.AsNoTracking().Where(r => r.PlatformId == id).ToListAsync(cancellationToken),
            await database.Terms.AsNoTracking().Where(t => t.PlatformId == id && (t.Pattern != null || t.MatchesDate)).ToListAsync(cancellationToken));
    }
}
