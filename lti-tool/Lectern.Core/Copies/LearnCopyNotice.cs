using Lectern.Core.Database;
using Lectern.Core.Platforms;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Copies;

/// <summary>
/// Keeps what a context copy notice tells: that content of one context came into another. Telling it again changes nothing, so a notice that comes
/// twice needs no list of those seen.
/// </summary>
public sealed class LearnCopyNotice(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, TimeProvider time)
{
    // A launch, or the same notice, may tell part of it at the same moment: the rest is still to be kept.
    public Task RunAsync(Guid registrationId, string contextId, IReadOnlyList<string> origins, CancellationToken cancellationToken) =>
        errors.AgainAsync(() => TryAsync(registrationId, contextId, origins, cancellationToken));

    private async Task TryAsync(Guid registrationId, string contextId, IReadOnlyList<string> origins, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var platform = await database.Registrations.Where(r => r.Id == registrationId).Select(r => r.PlatformId).FirstAsync(cancellationToken);
        await LearnOrigins.RunAsync(database, platform, contextId, origins, CourseOriginSource.Notice, time.GetUtcNow(), cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
    }
}
