using Lectern.Core.Mapping;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Copies;

/// <summary>Keeps from which contexts a context was copied. A notice is the platform's own word, and counts more than what a launch told before.</summary>
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
        var known = await database.CourseOrigins.Where(o => o.PlatformId == platformId && o.ContextId == contextId).ToListAsync(cancellationToken);
        var told = origins.Take(Most).Where(id => id != contextId).ToHashSet(StringComparer.Ordinal);
        foreach (var origin in known.Where(o => source == CourseOriginSource.Notice && told.Contains(o.OriginContextId)))
        {
            origin.Source = source;
        }

        database.CourseOrigins.AddRange(told.Except(known.Select(o => o.OriginContextId), StringComparer.Ordinal).Select(id => new CourseOrigin
        {
            PlatformId = platformId,
            ContextId = contextId,
            OriginContextId = id,
            Source = source,
            LearnedAt = now,
        }));
    }
}
