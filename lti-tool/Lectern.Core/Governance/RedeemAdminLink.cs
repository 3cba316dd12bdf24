using Lectern.Core.Keys;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Governance;

/// <summary>Uses an operator's sign-in link, once.</summary>
public sealed class RedeemAdminLink(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    public async Task<bool> RunAsync(string code, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var (hash, now) = (Secret.Hash(code), time.GetUtcNow());
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var used = await database.AdminLinks
            .Where(l => l.CodeHash == hash && l.UsedAt == null && l.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now), cancellationToken);
        if (used == 0)
        {
            return false;
        }

        database.Audit.Add(new AuditEntry { At = now, Actor = Actors.Operator, Act = Acts.SignIn });
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
