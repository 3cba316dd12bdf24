using System.Collections.Concurrent;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Keys;

/// <summary>
/// Our keys, by purpose, newest first. They are made when they are first asked for and read again every minute,
/// so that a rotation on one machine reaches the others.
/// </summary>
public sealed class KeyRing(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, KeyMaker maker, TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<KeyPurpose, (IReadOnlyList<StoredKey> Keys, DateTimeOffset ReadAt)> _read = new();

    public async ValueTask<IReadOnlyList<StoredKey>> GetAsync(KeyPurpose purpose, CancellationToken cancellationToken)
    {
        if (_read.TryGetValue(purpose, out var cached) && time.GetUtcNow() - cached.ReadAt < Freshness)
        {
            return cached.Keys;
        }

        var keys = await ReadOrMakeAsync(purpose, cancellationToken);
        _read[purpose] = (keys, time.GetUtcNow());
        return keys;
    }

    /// <summary>The key that signs now: the newest that is active.</summary>
    public async ValueTask<StoredKey> GetSigningKeyAsync(KeyPurpose purpose, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return (await GetAsync(purpose, cancellationToken)).First(key => key.ActiveFrom <= now && key.RetiredAt is null);
    }

    /// <summary>
    /// Adds a key. A tool key signs only after a day, when every platform has had time to fetch it; other keys sign at once.
    /// Older keys stay and go on verifying.
    /// </summary>
    public async Task RotateAsync(KeyPurpose purpose, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var last = await database.Keys.Where(key => key.Purpose == purpose).MaxAsync(key => (int?)key.Sequence, cancellationToken) ?? 0;
        var activeFrom = purpose == KeyPurpose.Tool && last > 0 ? time.GetUtcNow().AddDays(1) : time.GetUtcNow();
        database.Keys.Add(maker.Make(purpose, last + 1, activeFrom));
        await database.SaveChangesAsync(cancellationToken);
        _read.TryRemove(purpose, out _);
    }

    private async Task<IReadOnlyList<StoredKey>> ReadOrMakeAsync(KeyPurpose purpose, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var keys = await ReadAsync(database, purpose, cancellationToken);
        if (keys.Count > 0)
        {
            return keys;
        }

        try
        {
            database.Keys.AddRange(maker.MakeFirst(purpose));
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (errors.IsUniqueViolation(exception))
        {
            // Another node was first; its keys are the ones.
            database.ChangeTracker.Clear();
        }

        return await ReadAsync(database, purpose, cancellationToken);
    }

    private static async Task<IReadOnlyList<StoredKey>> ReadAsync(LecternDbContext database, KeyPurpose purpose, CancellationToken cancellationToken) =>
        await database.Keys.AsNoTracking().Where(key => key.Purpose == purpose).OrderByDescending(key => key.Sequence).ToListAsync(cancellationToken);
}
