using Lectern.Core.Mapping;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Copies;

/// <summary>Keeps from which contexts a context was copied. What is known already stays as it was told first.</summary>
internal static class LearnOrigins
{
    private const int Most = 1000;

    /// <summary>The ancestors that a launch tells of its course.</summary>
    internal static Task RunAsync(LecternDbContext database, Guid platformId, PlatformMapping mapping, LtiLaunch lti, DateTimeOffset now, CancellationToken cancellationToken) =>
        lti.Context is { } context && mapping.ReadHistory(lti) is { Ids.Count: > 0 } history
            ? RunAsync(database, platformId, context.Id, history.Ids, CourseOriginSource.Launch, now, cancellationToken)
            : Task.CompletedTask;

    internal static async Task RunAsync(
        LecternDbContext database, Guid platformId, string contextId, IEnumerable<string> origins, CourseOriginSource source, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = await database.CourseOrigins.Where(o => o.PlatformId == platformId && o.ContextId == contextId).Select(o => o.OriginContextId).ToListAsync(cancellationToken);
        database.CourseOrigins.AddRange(origins.Take(Most).Where(id => id != contextId).Except(known, StringComparer.Ordinal).Select(id => new CourseOrigin
        {
            PlatformId = platformId,
            ContextId = contextId,
            OriginContextId = id,
            Source = source,
            LearnedAt = now,
        }));
    }
}
