using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Lectern.Core.LaunchLog;

/// <summary>Deletes rows that are older than they may be, and the oldest of a platform that has more than it may have.</summary>
public sealed class TrimLaunchLog(IOptions<LaunchLogOptions> options, TimeProvider time)
{
    internal async Task RunAsync(LecternDbContext database, CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow() - TimeSpan.FromDays(options.Value.KeepDays);
        await database.LaunchLog.Where(r => r.At < oldest).ExecuteDeleteAsync(cancellationToken);
        Guid?[] platforms = [null, .. await database.Platforms.Select(p => (Guid?)p.Id).ToListAsync(cancellationToken)];
        foreach (var platform in platforms)
        {
            await TrimAsync(database.LaunchLog.Where(r => r.PlatformId == platform), cancellationToken);
        }
    }

    private async Task TrimAsync(IQueryable<LaunchRecord> ofPlatform, CancellationToken cancellationToken)
    {
        var surplus = await ofPlatform.OrderByDescending(r => r.At).Skip(options.Value.MostPerPlatform).Select(r => (DateTimeOffset?)r.At).FirstOrDefaultAsync(cancellationToken);
        if (surplus is { } last)
        {
            await ofPlatform.Where(r => r.At <= last).ExecuteDeleteAsync(cancellationToken);
        }
    }
}
