using Lectern.Core.Database;
using Lectern.Core.Governance;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Imports;

/// <summary>
/// Imports terms, departments, courses, sections and who is in them, keyed by the platform's own ids. A dry run does the same and saves nothing, so that what it shows
/// is what would be done. Doing it again changes nothing.
/// </summary>
public sealed class ImportRows(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, TimeProvider time)
{
    /// <summary>Null when there is no such platform.</summary>
    public Task<ImportReport?> RunAsync(Guid platformId, ImportKind kind, IReadOnlyList<ImportRow> rows, bool apply, string actor, CancellationToken cancellationToken) =>
        // A launch or another import may tell one of them at the same moment.
        errors.AgainAsync(() => TryAsync(platformId, kind, rows, apply, actor, cancellationToken));

    private async Task<ImportReport?> TryAsync(Guid platformId, ImportKind kind, IReadOnlyList<ImportRow> rows, bool apply, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (!await database.Platforms.AnyAsync(p => p.Id == platformId, cancellationToken))
        {
            return null;
        }

        var done = kind switch
        {
            ImportKind.Terms => await ImportTerms.RunAsync(database, platformId, rows, cancellationToken),
            ImportKind.Departments => await ImportDepartments.RunAsync(database, platformId, rows, cancellationToken),
            ImportKind.Courses => await ImportCourses.RunAsync(database, platformId, rows, time.GetUtcNow(), cancellationToken),
            ImportKind.Sections => await ImportSections.RunAsync(database, platformId, rows, cancellationToken),
            _ => await ImportPeople.RunAsync(database, platformId, rows, time.GetUtcNow(), cancellationToken),
        };
        var report = new ImportReport(kind, done, apply);
        if (apply)
        {
            database.Audit.Add(new AuditEntry
            {
                At = time.GetUtcNow(),
                Actor = actor,
                Act = Acts.Import,
                Subject = platformId.ToString(),
                Detail = $"{kind}: {report.Count(RowOutcome.Added)} added, {report.Count(RowOutcome.Changed)} changed, {report.Count(RowOutcome.Left)} left, {report.Count(RowOutcome.Refused)} refused",
            });
            await database.SaveChangesAsync(cancellationToken);
        }

        return report;
    }

    /// <summary>Applies each row, and refuses those whose key is none or stood in the file before.</summary>
    internal static List<ImportedRow> Each(IReadOnlyList<ImportRow> rows, Func<ImportRow, string?> keyOf, Func<ImportRow, string, RowRefusal?> faultOf, Func<ImportRow, string, RowEdit> apply)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. rows.Select(row =>
        {
            var key = keyOf(row);
            var fault = key is null ? RowRefusal.NoKey : !seen.Add(key) ? RowRefusal.Twice : faultOf(row, key);
            return fault is { } refusal ? new ImportedRow(row.Line, key ?? "", RowOutcome.Refused, [], refusal) : apply(row, key!).Done();
        })];
    }
}
