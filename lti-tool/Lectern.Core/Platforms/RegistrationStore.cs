using System.Collections.Concurrent;
using Lectern.Lti;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Platforms;

/// <summary>Registrations for the login and launch checks. A registration never changes its issuer and client id, so it may be remembered for a while.</summary>
public sealed class RegistrationStore(IDbContextFactory<LecternDbContext> databases, TimeProvider time) : ILtiRegistrations
{
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<Guid, (LtiRegistration Registration, DateTimeOffset ReadAt)> _read = new();

    public async ValueTask<LtiRegistration?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        if (_read.TryGetValue(id, out var cached) && time.GetUtcNow() - cached.ReadAt < Freshness)
        {
            return cached.Registration;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var registration = (await database.Registrations.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancellationToken))?.ToLti();
        if (registration is not null)
        {
            _read[id] = (registration, time.GetUtcNow());
        }

        return registration;
    }

    /// <summary>All registrations of an issuer; the login chooses among them by client id.</summary>
    public async Task<IReadOnlyList<LtiRegistration>> FindByIssuerAsync(string issuer, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var registrations = await database.Registrations.AsNoTracking().Where(r => r.Issuer == issuer).ToListAsync(cancellationToken);
        return [.. registrations.Select(r => r.ToLti())];
    }
}
