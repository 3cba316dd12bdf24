using Lectern.Core.Contexts;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Copies;

/// <summary>Which rule on copies holds for a course: its own, or else that of its department or the next one above that has one, or else its platform's.</summary>
internal static class CopyRules
{
    // Departments are a tree; two imports at once could still tie one into a ring.
    private const int MostDepartments = 32;

    internal static async Task<CopyRule> OfAsync(LecternDbContext database, Guid? courseId, CancellationToken cancellationToken) =>
        await database.Courses.Where(c => c.Id == courseId).Select(c => c.CopyPolicy).FirstOrDefaultAsync(cancellationToken) is { } own
            ? new CopyRule(own, CopyRuleSource.Course)
            : await OtherwiseAsync(database, courseId, cancellationToken);

    /// <summary>What holds where the course has no rule of its own.</summary>
    internal static async Task<CopyRule> OtherwiseAsync(LecternDbContext database, Guid? courseId, CancellationToken cancellationToken)
    {
        var course = await database.Courses.Where(c => c.Id == courseId)
            .Select(c => new { c.PlatformId, c.DepartmentId, Platforms = database.Platforms.Where(p => p.Id == c.PlatformId).Select(p => (CopyPolicy?)p.CopyPolicy).FirstOrDefault() })
            .FirstOrDefaultAsync(cancellationToken);
        if (course is { DepartmentId: { } department }
            && Nearest(department, await database.Departments.AsNoTracking().Where(d => d.PlatformId == course.PlatformId).ToDictionaryAsync(d => d.Id, cancellationToken)) is { } rule)
        {
            return new CopyRule(rule, CopyRuleSource.Department);
        }

        return new CopyRule(course?.Platforms ?? CopyPolicy.Reference, CopyRuleSource.Platform);
    }

    /// <summary>The rule of a department, or of the next one above that has one; null where none has.</summary>
    internal static CopyPolicy? Nearest(Guid? department, IReadOnlyDictionary<Guid, Department> all)
    {
        var next = department;
        for (var step = 0; next is { } id && step < MostDepartments; step++)
        {
            if (all[id].CopyPolicy is { } rule)
            {
                return rule;
            }

            next = all[id].ParentId;
        }

        return null;
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
    Department,
    Platform,
}
