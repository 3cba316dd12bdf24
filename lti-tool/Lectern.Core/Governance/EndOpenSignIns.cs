using Lectern.Core.Keys;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Governance;

/// <summary>
/// Ends whatever was open when a backup was made: it may have been used or revoked since, and the restored rows don't know. Sessions,
/// codes of launches, links of the operator, keys for imports, invitations and logins under way; everybody begins anew from the LMS.
/// </summary>
public sealed class EndOpenSignIns(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    /// <param name="backup">The name of what was restored, for the audit list.</param>
    public async Task RunAsync(string backup, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await database.Sessions.Where(s => s.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.RevokedAt, now), cancellationToken);
        await database.Launches.Where(l => l.CodeUsedAt == null).ExecuteUpdateAsync(set => set.SetProperty(l => l.CodeUsedAt, now), cancellationToken);
        await database.AdminLinks.Where(l => l.UsedAt == null).ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now), cancellationToken);
        await database.Invitations.Where(i => i.SpentAt == null && i.ExpiresAt > now).ExecuteUpdateAsync(set => set.SetProperty(i => i.ExpiresAt, now), cancellationToken);
        await database.ImportKeys.Where(k => k.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(k => k.RevokedAt, now), cancellationToken);
        // Nonces used since are not known either; without these keys no login of that time verifies.
        await database.Keys.Where(k => k.Purpose == KeyPurpose.State).ExecuteDeleteAsync(cancellationToken);
        database.Audit.Add(new AuditEntry { At = now, Actor = Actors.Console, Act = Acts.Restore, Detail = backup });
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
