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
    public ValueTask<PlatformFacts?> FindFactsAsync(Guid registrationId, CancellationToken cancellationToken) =>
        memory.ReadAsync(registrationId, () => ReadAsync(registrationId, cancellationToken));

    public async ValueTask<LtiRegistration?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        (await FindFactsAsync(id, cancellationToken))?.Registration;

    /// <summary>All registrations of an issuer; the login chooses among them by client id.</summary>
    public async ValueTask<IReadOnlyList<LtiRegistration>> FindByIssuerAsync(string issuer, CancellationToken cancellationToken) =>
        await memory.ReadAsync(issuer, () => ReadAsync(issuer, cancellationToken)) ?? [];

    // Null for issuers that nobody registered, which are not remembered: anybody may name them.
    private async Task<IReadOnlyList<LtiRegistration>?> ReadAsync(string issuer, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var registrations = await database.Registrations.AsNoTracking().Where(r => r.Issuer == issuer).ToListAsync(cancellationToken);
        return registrations.Count == 0 ? null : registrations.ConvertAll(r => r.ToLti());
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
