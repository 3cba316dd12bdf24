using Lectern.Core.Keys;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Platforms;

/// <summary>
/// Checks, claims and gives back invitations. A claim is a lease: it lapses when the process dies, and only the transaction that keeps
/// the registration spends the invitation.
/// </summary>
public sealed class Invitations(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    /// <summary>Far longer than a registration can take: an LMS that does not answer is given up after seconds.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>The invitation, or null when there is none of that code, it is too old, it is spent, or it is being used.</summary>
    public async Task<Invitation?> FindOpenAsync(string code, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var hash = Secret.Hash(code);
        return await Open(database).AsNoTracking().FirstOrDefaultAsync(i => i.CodeHash == hash, cancellationToken);
    }

    /// <summary>Claims it for one registration; one update decides between two that come at once. Null when another was faster.</summary>
    public async Task<InvitationClaim?> TryClaimAsync(Guid invitationId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var claim = new InvitationClaim(invitationId, Guid.CreateVersion7());
        var until = time.GetUtcNow() + Lease;
        var claimed = await Open(database).Where(i => i.Id == invitationId)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.ClaimId, claim.Id).SetProperty(i => i.ClaimedUntil, until), cancellationToken);
        return claimed == 1 ? claim : null;
    }

    /// <summary>Gives an invitation back whose registration the platform refused.</summary>
    public async Task GiveBackAsync(InvitationClaim claim, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await Held(database, claim).ExecuteUpdateAsync(
            set => set.SetProperty(i => i.ClaimId, (Guid?)null).SetProperty(i => i.ClaimedUntil, (DateTimeOffset?)null), cancellationToken);
    }

    /// <summary>The invitation while the claim holds it. A claim that lapsed still holds it until somebody else claims it.</summary>
    internal static IQueryable<Invitation> Held(LecternDbContext database, InvitationClaim claim) =>
        database.Invitations.Where(i => i.Id == claim.InvitationId && i.ClaimId == claim.Id && i.SpentAt == null);

    private IQueryable<Invitation> Open(LecternDbContext database)
    {
        var now = time.GetUtcNow();
        return database.Invitations.Where(i => i.SpentAt == null && i.ExpiresAt > now && (i.ClaimedUntil == null || i.ClaimedUntil <= now));
    }
}

/// <summary>The right to spend an invitation, for a while.</summary>
public sealed record InvitationClaim(Guid InvitationId, Guid Id);
