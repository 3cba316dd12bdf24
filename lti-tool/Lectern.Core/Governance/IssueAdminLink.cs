using Lectern.Core.Keys;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Governance;

/// <summary>Makes a sign-in link for the operator, who has shown who they are by being at the server's console.</summary>
public sealed class IssueAdminLink(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var code = Secret.Create();
        database.AdminLinks.Add(new AdminLink { CodeHash = Secret.Hash(code), ExpiresAt = time.GetUtcNow() + Lifetime });
        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = Actors.Console, Act = Acts.IssueAdminLink });
        await database.SaveChangesAsync(cancellationToken);
        return code;
    }
}
