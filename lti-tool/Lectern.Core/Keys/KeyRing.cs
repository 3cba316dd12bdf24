using System.Collections.Concurrent;
using Lectern.Core.Database;
using Lectern.Core.Governance;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Keys;

/// <summary>
/// Our keys, by purpose, newest first. They are made when they are first asked for and read again every minute,
/// so that a rotation on one machine reaches the others.
/// </summary>
public sealed class KeyRing(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, KeyMaker maker, KeyFile file, TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);

    // By then every machine has read the new key: none signs with what another would refuse.
    private static readonly TimeSpan Notice = 2 * Freshness;

    private readonly ConcurrentDictionary<KeyPurpose, (IReadOnlyList<OwnKey> Keys, DateTimeOffset ReadAt)> _read = new();

    public async ValueTask<IReadOnlyList<OwnKey>> GetAsync(KeyPurpose purpose, CancellationToken cancellationToken)
    {
        if (_read.TryGetValue(purpose, out var cached) && time.GetUtcNow() - cached.ReadAt < Freshness)
        {
            return cached.Keys;
        }

        var keys = await ReadOrMakeAsync(purpose, cancellationToken);
        _read[purpose] = (keys, time.GetUtcNow());
        return keys;
    }

    /// <summary>The key that signs now.</summary>
    public async ValueTask<OwnKey> GetSigningKeyAsync(KeyPurpose purpose, CancellationToken cancellationToken)
    {
        var keys = await GetAsync(purpose, cancellationToken);
        var now = time.GetUtcNow();
        return keys.First(key => key.ActiveFrom <= now);
    }

    /// <summary>
    /// Adds a key. Of the tool keys the waiting one, which platforms know, begins to sign at once and the new one waits in its place;
    /// other keys sign in two minutes. Older keys stay and go on verifying.
    /// </summary>
    public async Task RotateAsync(KeyPurpose purpose, string actor, CancellationToken cancellationToken)
    {
        await GetAsync(purpose, cancellationToken);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var keys = await database.Keys.Where(key => key.Purpose == purpose).OrderBy(key => key.Sequence).ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        var starts = purpose == KeyPurpose.Tool ? now : now + Notice;
        foreach (var signing in keys.Where(key => key is { ActiveFrom: not null, RetiredAt: null }))
        {
            signing.RetiredAt = starts;
        }

        if (keys.FirstOrDefault(key => key.ActiveFrom is null) is { } waiting)
        {
            waiting.ActiveFrom = starts;
        }

        var added = maker.Make(purpose, keys[^1].Sequence + 1, purpose == KeyPurpose.Tool ? null : starts);
        database.Keys.Add(added);
        database.Audit.Add(new AuditEntry { At = now, Actor = actor, Act = Acts.RotateKey, Subject = added.Kid, Detail = purpose.ToString() });
        await database.SaveChangesAsync(cancellationToken);
        _read.TryRemove(purpose, out _);
    }

    private async Task<IReadOnlyList<OwnKey>> ReadOrMakeAsync(KeyPurpose purpose, CancellationToken cancellationToken)
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

    private async Task<IReadOnlyList<OwnKey>> ReadAsync(LecternDbContext database, KeyPurpose purpose, CancellationToken cancellationToken)
    {
        var rows = await database.Keys.AsNoTracking().Where(key => key.Purpose == purpose).OrderByDescending(key => key.Sequence).ToListAsync(cancellationToken);
        return [.. rows.Select(row => row.Open(file.Key))];
    }
}
