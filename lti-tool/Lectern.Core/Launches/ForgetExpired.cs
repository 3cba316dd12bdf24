using Lectern.Core.LaunchLog;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Launches;

/// <summary>Deletes nonces, sessions and launches that can open nothing any more, and what the launch log need not keep.</summary>
public sealed class ForgetExpired(IDbContextFactory<LecternDbContext> databases, TrimLaunchLog launchLog, TimeProvider time)
{
    private static readonly TimeSpan KeepLaunches = TimeSpan.FromDays(2);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var old = now - KeepLaunches;
        await database.Nonces.Where(n => n.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        await database.Sessions.Where(s => s.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        await database.Launches
            .Where(l => l.CreatedAt < old && !database.Sessions.Any(s => s.LaunchId == l.Id))
            .ExecuteDeleteAsync(cancellationToken);
        await launchLog.RunAsync(database, cancellationToken);
    }
}
