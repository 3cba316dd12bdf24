using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Copies;

/// <summary>Keeps the ancestors that a launch tells of its course.</summary>
internal static class LearnOrigins
{
    internal const string HistoryParameter = "lectern_context_history";
    private const int Most = 1000;

    internal static async Task RunAsync(LecternDbContext database, Guid platformId, LtiLaunch lti, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (lti.Context is not { } context || lti.ReadHistory(HistoryParameter) is not { Ids.Count: > 0 } history)
        {
            return;
        }

        var known = await database.CourseOrigins.Where(o => o.PlatformId == platformId && o.ContextId == context.Id).Select(o => o.OriginContextId).ToListAsync(cancellationToken);
        database.CourseOrigins.AddRange(history.Ids.Take(Most).Where(id => id != context.Id).Except(known, StringComparer.Ordinal).Select(id => new CourseOrigin
        {
            PlatformId = platformId,
            ContextId = context.Id,
            OriginContextId = id,
            Source = CourseOriginSource.Launch,
            LearnedAt = now,
        }));
    }
}
