using Lectern.Core.Database;
using Lectern.Core.Governance;
using Lectern.Core.Keys;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Imports;

/// <summary>Makes, finds and revokes the keys by which programs import into a platform.</summary>
public sealed class ImportKeys(IDbContextFactory<LecternDbContext> databases, TimeProvider time)
{
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);

    /// <summary>Those that open something, the newest first.</summary>
    public async Task<IReadOnlyList<ImportKey>> ListAsync(Guid platformId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await Open(database, platformId).AsNoTracking().OrderByDescending(k => k.CreatedAt).ToListAsync(cancellationToken);
    }

    /// <returns>The secret, shown once and never again; null when there is no such platform.</returns>
    public async Task<string?> MakeAsync(Guid platformId, string? name, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (!await database.Platforms.AnyAsync(p => p.Id == platformId, cancellationToken))
        {
            return null;
        }

        var secret = Secret.Create();
        var key = new ImportKey { PlatformId = platformId, Name = StoredText.Clip(name?.Trim(), ImportKey.LongestName), SecretHash = Secret.Hash(secret), CreatedAt = time.GetUtcNow() };
        database.ImportKeys.Add(key);
        Audit(database, actor, Acts.MakeImportKey, key);
        await database.SaveChangesAsync(cancellationToken);
        return secret;
    }

    public async Task RevokeAsync(Guid platformId, Guid keyId, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await Open(database, platformId).FirstOrDefaultAsync(k => k.Id == keyId, cancellationToken) is { } key)
        {
            key.RevokedAt = time.GetUtcNow();
            Audit(database, actor, Acts.RevokeImportKey, key);
            await database.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>The platform's key with this secret, or null when it opens nothing there. Every key of the platform is compared, each in constant time.</summary>
    public async Task<ImportKey?> FindAsync(Guid platformId, string secret, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var keys = await Open(database, platformId).AsNoTracking().ToListAsync(cancellationToken);
        if (keys.Where(key => Secret.Matches(secret, key.SecretHash)).ToList() is not [var found])
        {
            return null;
        }

        var now = time.GetUtcNow();
        if (found.LastUsedAt is null || found.LastUsedAt < now - TouchEvery)
        {
            await Open(database, platformId).Where(k => k.Id == found.Id).ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedAt, now), cancellationToken);
        }

        return found;
    }

    private static IQueryable<ImportKey> Open(LecternDbContext database, Guid platformId) => database.ImportKeys.Where(k => k.PlatformId == platformId && k.RevokedAt == null);

    private void Audit(LecternDbContext database, string actor, string act, ImportKey key) =>
        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = actor, Act = act, Subject = key.PlatformId.ToString(), Detail = $"{key.Id:n} {key.Name}".TrimEnd() });
}
