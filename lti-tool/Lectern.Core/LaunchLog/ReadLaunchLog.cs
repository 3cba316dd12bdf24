using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.LaunchLog;

/// <summary>What IT reads of the launch log.</summary>
public sealed class ReadLaunchLog(IDbContextFactory<LecternDbContext> databases)
{
    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<LaunchRecord>> ListAsync(LaunchLogQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await Chosen(database, query).AsNoTracking().OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Skip(query.Skip).Take(query.Take).ToListAsync(cancellationToken);
    }

    public async Task<LaunchRecord?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.LaunchLog.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancellationToken);
    }

    /// <summary>The newest launches that passed.</summary>
    public async Task<IReadOnlyList<LaunchRecord>> PassedAsync(Guid platformId, int atMost, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.LaunchLog.AsNoTracking().Where(r => r.PlatformId == platformId && r.Code == null).OrderByDescending(r => r.At).Take(atMost).ToListAsync(cancellationToken);
    }

    private static IQueryable<LaunchRecord> Chosen(LecternDbContext database, LaunchLogQuery query)
    {
        var records = database.LaunchLog.AsQueryable();
        if (query.PlatformId is { } platform)
        {
            records = records.Where(r => r.PlatformId == platform);
        }

        if (query.RefusedOnly)
        {
            records = records.Where(r => r.Code != null);
        }

        if (query.Search is not { Length: > 0 } search)
        {
            return records;
        }

        var (code, reference) = (search.Trim().ToUpperInvariant(), LaunchReference.Read(search));
        return records.Where(r => r.Code == code || r.Reference == reference);
    }
}

/// <param name="Search">A code or a reference, as a refusal's page shows it.</param>
public sealed record LaunchLogQuery(Guid? PlatformId = null, bool RefusedOnly = false, string? Search = null, int Skip = 0, int Take = 50);
