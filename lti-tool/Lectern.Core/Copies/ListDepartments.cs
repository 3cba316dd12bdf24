using Lectern.Core.Contexts;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Copies;

/// <summary>A platform's departments as far as launches and imports told them, with what copies of their courses get.</summary>
public sealed class ListDepartments(IDbContextFactory<LecternDbContext> databases)
{
    /// <summary>By name; null when there is no such platform.</summary>
    public async Task<IReadOnlyList<DepartmentCopyRule>?> RunAsync(Guid platformId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Platforms.AsNoTracking().FirstOrDefaultAsync(p => p.Id == platformId, cancellationToken) is not { } platform)
        {
            return null;
        }

        var all = await database.Departments.AsNoTracking().Where(d => d.PlatformId == platformId).ToDictionaryAsync(d => d.Id, cancellationToken);
        var courses = await database.Courses.Where(c => c.PlatformId == platformId && c.DepartmentId != null)
            .GroupBy(c => c.DepartmentId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        return [.. all.Values
            .Select(d => new DepartmentCopyRule(d, d.ParentId is { } parent ? all[parent] : null, CopyRules.Nearest(d.ParentId, all) ?? platform.CopyPolicy, courses.GetValueOrDefault(d.Id)))
            .OrderBy(d => d.Department.Name ?? d.Department.Key, StringComparer.OrdinalIgnoreCase)];
    }
}

/// <param name="Parent">Null where none was told.</param>
/// <param name="Otherwise">What holds where the department has no rule of its own.</param>
/// <param name="Courses">How many belong to it itself.</param>
public sealed record DepartmentCopyRule(Department Department, Department? Parent, CopyPolicy Otherwise, int Courses);
