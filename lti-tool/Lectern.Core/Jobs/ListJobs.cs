using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Jobs;

/// <summary>The jobs of one video.</summary>
public sealed class ListJobs(IDbContextFactory<LecternDbContext> databases)
{
    public async Task<IReadOnlyList<Job>> RunAsync(Guid videoId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Jobs.AsNoTracking().Where(j => j.VideoId == videoId).OrderBy(j => j.CreatedAt).ToListAsync(cancellationToken);
    }
}
