using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Copies;

/// <summary>Which rule on copies holds for a course: its own, or else its platform's.</summary>
internal static class CopyRules
{
    internal static async Task<CopyRule> OfAsync(LecternDbContext database, Guid? courseId, CancellationToken cancellationToken)
    {
        var rules = await database.Courses.Where(c => c.Id == courseId)
            .Select(c => new { Own = c.CopyPolicy, Platforms = database.Platforms.Where(p => p.Id == c.PlatformId).Select(p => (CopyPolicy?)p.CopyPolicy).FirstOrDefault() })
            .FirstOrDefaultAsync(cancellationToken);
        return rules?.Own is { } own ? new CopyRule(own, CopyRuleSource.Course) : new CopyRule(rules?.Platforms ?? CopyPolicy.Reference, CopyRuleSource.Platform);
    }

    /// <summary>What a copy gets where several courses have a say: the strictest rule.</summary>
    internal static async Task<CopyPolicy> OfCopyAsync(LecternDbContext database, IEnumerable<Guid?> courses, CancellationToken cancellationToken)
    {
        var strictest = CopyPolicy.Reference;
        foreach (var course in courses.Distinct())
        {
            var rule = (await OfAsync(database, course, cancellationToken)).Policy;
            strictest = rule > strictest ? rule : strictest;
        }

        return strictest;
    }
}

/// <param name="Source">Whence it comes.</param>
public sealed record CopyRule(CopyPolicy Policy, CopyRuleSource Source);

public enum CopyRuleSource
{
    Course,
    Platform,
}
