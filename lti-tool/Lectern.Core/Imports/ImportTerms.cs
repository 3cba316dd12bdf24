using System.Globalization;
using Lectern.Core.Contexts;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Imports;

internal static class ImportTerms
{
    internal static async Task<List<ImportedRow>> RunAsync(LecternDbContext database, Guid platformId, IReadOnlyList<ImportRow> rows, CancellationToken cancellationToken)
    {
        var known = await database.Terms.Where(t => t.PlatformId == platformId).ToDictionaryAsync(t => t.Key, StringComparer.Ordinal, cancellationToken);
        return ImportRows.Each(rows, row => PlatformKeys.Of(row.Text(ImportColumns.Key)), (row, _) => FaultOf(row), (row, key) =>
        {
            var isNew = !known.TryGetValue(key, out var term);
            term ??= known[key] = database.Terms.Add(new Term { PlatformId = platformId, Key = key }).Entity;
            var edit = new RowEdit(row, key, isNew);
            edit.Set(ImportColumns.Name, term.Name, row.Text(ImportColumns.Name), name => term.Name = name);
            edit.Set(ImportColumns.FirstDay, Written(TermDays.FirstDay(term.StartsAt)), row.Text(ImportColumns.FirstDay), day => term.StartsAt = TermDays.Begin(Day(day)));
            edit.Set(ImportColumns.LastDay, Written(TermDays.LastDay(term.EndsAt)), row.Text(ImportColumns.LastDay), day => term.EndsAt = TermDays.End(Day(day)));
            edit.Set(ImportColumns.Pattern, term.Pattern, row.Text(ImportColumns.Pattern), pattern => term.Pattern = pattern);
            term.IsEdited = true;
            return edit;
        });
    }

    private static RowRefusal? FaultOf(ImportRow row)
    {
        var (first, last) = (row.Text(ImportColumns.FirstDay), row.Text(ImportColumns.LastDay));
        return (first is not null && Day(first) is null) || (last is not null && Day(last) is null) ? RowRefusal.NoDay
            : Day(last) < Day(first) ? RowRefusal.EndsBeforeItBegins
            : null;
    }

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string? Written(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
