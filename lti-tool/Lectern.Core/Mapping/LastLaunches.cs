using System.Collections.Concurrent;
using System.Text.Json;
using Lectern.Core.Database;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Mapping;

/// <summary>
/// Keeps what each platform's last launch told. Launches leave it in memory and it is written behind them every few seconds: ten launches a second would
/// otherwise queue for one row, and what a crash loses the next launch tells again.
/// </summary>
public sealed class LastLaunches(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, (PlatformMapping Mapping, LtiLaunch Launch, DateTimeOffset At)> _waiting = new();

    /// <summary>Null before the platform's first launch.</summary>
    public async Task<(ToldValues Told, DateTimeOffset At)?> FindAsync(Guid platformId, CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.LastLaunches.AsNoTracking().FirstOrDefaultAsync(l => l.PlatformId == platformId, cancellationToken) is { } kept
            ? (JsonSerializer.Deserialize<ToldValues>(kept.Told)!, kept.At)
            : null;
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        foreach (var platform in _waiting.Keys)
        {
            if (_waiting.TryRemove(platform, out var last))
            {
                await KeepAsync(platform, JsonSerializer.Serialize(ToldValues.Of(last.Mapping, last.Launch)), last.At, cancellationToken);
            }
        }
    }

    internal void Note(Guid platformId, PlatformMapping mapping, LtiLaunch lti) => _waiting[platformId] = (mapping, lti, time.GetUtcNow());

    private async Task KeepAsync(Guid platformId, string told, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var kept = await database.LastLaunches.FirstOrDefaultAsync(l => l.PlatformId == platformId, cancellationToken)
            ?? database.LastLaunches.Add(new LastLaunch { PlatformId = platformId, Told = told }).Entity;
        (kept.Told, kept.At) = (told, at);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (errors.IsUniqueViolation(exception))
        {
            // Another machine kept one of the same moment.
        }
    }
}
