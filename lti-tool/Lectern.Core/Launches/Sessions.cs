using Lectern.Core.Governance;
using Lectern.Core.Keys;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Launches;

/// <summary>Finds the session of a bearer token, keeps it alive and ends it.</summary>
public sealed class Sessions(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    /// <summary>A session that nothing was asked of for so long ends. Players and uploads ask every few minutes.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(2);

    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);

    /// <summary>The session with its launch, person, course and collection, or null when the token opens none any more.</summary>
    public async Task<LaunchSession?> FindAsync(string token, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var hash = Secret.Hash(token);
        var session = await database.Sessions.AsNoTracking()
            .Include(s => s.Launch).ThenInclude(l => l.Person)
            .Include(s => s.Launch).ThenInclude(l => l.Course).ThenInclude(c => c!.Term)
            .Include(s => s.Launch).ThenInclude(l => l.Collection)
            .FirstOrDefaultAsync(s => s.TokenHash == hash, cancellationToken);
        if (session is null || !IsAlive(session))
        {
            return null;
        }

        await TouchAsync(database, session, cancellationToken);
        return session;
    }

    /// <summary>Keeps a session alive while its upload moves. False when it has ended.</summary>
    public async Task<bool> TouchAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var session = await database.Sessions.AsNoTracking().FirstOrDefaultAsync(s => s.Id == sessionId, cancellationToken);
        if (session is null || !IsAlive(session))
        {
            return false;
        }

        await TouchAsync(database, session, cancellationToken);
        return true;
    }

    public async Task RevokeAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var revoked = await database.Sessions
            .Where(s => s.Id == sessionId && s.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.RevokedAt, now), cancellationToken);
        var launch = await database.Sessions.Where(s => s.Id == sessionId).Select(s => s.Launch).FirstOrDefaultAsync(cancellationToken);
        if (revoked == 1 && launch is { IsPlatformAdministrator: true })
        {
            database.Audit.Add(new AuditEntry { At = now, Actor = Actors.Of(launch.PersonId), Act = Acts.LmsSignOut, Subject = launch.PlatformId.ToString() });
            await database.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private bool IsAlive(LaunchSession session)
    {
        var now = time.GetUtcNow();
        return session.RevokedAt is null && session.ExpiresAt > now && session.LastUsedAt + Idle > now;
    }

    private async Task TouchAsync(LecternDbContext database, LaunchSession session, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now - session.LastUsedAt >= TouchEvery)
        {
            await database.Sessions.Where(s => s.Id == session.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastUsedAt, now), cancellationToken);
        }
    }
}
