using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Governance;

/// <summary>Notes that the operator signed out. The session itself is a cookie.</summary>
public sealed class EndAdminSession(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = Actors.Operator, Act = Acts.SignOut });
        await database.SaveChangesAsync(cancellationToken);
    }
}
