using Lectern.Core.Keys;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Platforms;

/// <summary>Checks, claims and gives back invitations.</summary>
public sealed class Invitations(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    /// <summary>The invitation, or null when there is none of that code, it is too old, or it is spent.</summary>
    public async Task<Invitation?> FindOpenAsync(string code, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var (hash, now) = (Secret.Hash(code), time.GetUtcNow());
        return await database.Invitations.AsNoTracking()
            .FirstOrDefaultAsync(i => i.CodeHash == hash && i.SpentAt == null && i.ExpiresAt > now, cancellationToken);
    }

    /// <summary>Claims it for one registration; one update decides between two that come at once.</summary>
    public async Task<bool> TryClaimAsync(Guid invitationId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        return await database.Invitations
            .Where(i => i.Id == invitationId && i.SpentAt == null && i.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.SpentAt, now), cancellationToken) == 1;
    }

    /// <summary>Gives an invitation back whose registration the platform refused.</summary>
    public async Task GiveBackAsync(Guid invitationId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.Invitations
            .Where(i => i.Id == invitationId && i.PlatformId == null)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.SpentAt, (DateTimeOffset?)null), cancellationToken);
    }
}
