using Lectern.Core.Governance;
using Lectern.Core.Platforms;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Mapping;

/// <summary>How a platform's launches are read, for whoever looks after it, and changing it. It holds from the next launch.</summary>
public sealed class EditMapping(IDbContextFactory<LecternDbContext> databases, LastLaunches lastLaunches, TimeProvider time)
{
    /// <summary>Null when there is no such platform.</summary>
    public async Task<ShownMapping?> FindAsync(Guid platformId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Platforms.AsNoTracking().Include(p => p.MappingChoices).FirstOrDefaultAsync(p => p.Id == platformId, cancellationToken) is not { } platform)
        {
            return null;
        }

        var last = await lastLaunches.FindAsync(platformId, cancellationToken);
        return new ShownMapping(platform, new PlatformMapping(platform.MappingChoices), last?.Told, last?.At);
    }

    /// <param name="chosen">Null for a key that is to be read as by default.</param>
    /// <returns>How many keys are read otherwise than before.</returns>
    public async Task<int> RunAsync(Guid platformId, IReadOnlyDictionary<MappedKey, MappingSource?> chosen, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Platforms.Include(p => p.MappingChoices).FirstOrDefaultAsync(p => p.Id == platformId, cancellationToken) is not { } platform)
        {
            return 0;
        }

        var changes = chosen.Where(one => platform.MappingChoices.FirstOrDefault(c => c.Key == one.Key)?.Source != one.Value?.Text).ToList();
        foreach (var (key, source) in changes)
        {
            Change(database, platform, key, source);
            database.Audit.Add(new AuditEntry
            {
                At = time.GetUtcNow(),
                Actor = actor,
                Act = Acts.ChangeMapping,
                Subject = platformId.ToString(),
                Detail = $"{key}: {source?.Text ?? "default"}",
            });
        }

        await database.SaveChangesAsync(cancellationToken);
        return changes.Count;
    }

    private static void Change(LecternDbContext database, Platform platform, MappedKey key, MappingSource? source)
    {
        var kept = platform.MappingChoices.FirstOrDefault(c => c.Key == key);
        if (source is null)
        {
            database.Remove(kept!);
        }
        else if (kept is null)
        {
            database.MappingChoices.Add(new MappingChoice { PlatformId = platform.Id, Key = key, Source = source.Text });
        }
        else
        {
            kept.Source = source.Text;
        }
    }
}

/// <param name="Told">What the last launch said; null before the first one.</param>
public sealed record ShownMapping(Platform Platform, PlatformMapping Mapping, ToldValues? Told, DateTimeOffset? At)
{
    /// <summary>What the last launch said for a key, and where it said it; null when it didn't.</summary>
    public (MappingSource Source, string Value)? ValueOf(MappedKey key) =>
        Mapping.SourcesOf(key).Where(source => Told?.Values.ContainsKey(source.Text) == true).Select(source => ((MappingSource, string)?)(source, Told!.Values[source.Text])).FirstOrDefault();
}
