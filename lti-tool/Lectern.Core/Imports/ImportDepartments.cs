using Lectern.Core.Contexts;
using Lectern.Core.Launches;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Imports;

internal static class ImportDepartments
{
    internal static async Task<List<ImportedRow>> RunAsync(LecternDbContext database, Guid platformId, IReadOnlyList<ImportRow> rows, CancellationToken cancellationToken)
    {
        var known = await database.Departments.Where(d => d.PlatformId == platformId).ToDictionaryAsync(d => d.Key, StringComparer.Ordinal, cancellationToken);
        // A parent may stand anywhere in the file, also after its parts.
        var added = rows.Select(row => PlatformKeys.Of(row.Text(ImportColumns.Key))).OfType<string>().Where(key => !known.ContainsKey(key)).ToHashSet(StringComparer.Ordinal);
        foreach (var key in added)
        {
            known[key] = new Department { PlatformId = platformId, Key = key };
        }

        var byId = known.Values.ToDictionary(d => d.Id);
        return ImportRows.Each(rows, row => PlatformKeys.Of(row.Text(ImportColumns.Key)), FaultOf, (row, key) =>
        {
            var department = known[key];
            if (added.Contains(key))
            {
                database.Departments.Add(department);
            }

            var edit = new RowEdit(row, key, added.Contains(key));
            edit.Set(ImportColumns.Name, department.Name, row.Text(ImportColumns.Name), name => department.Name = name);
            edit.Set(ImportColumns.Parent, department.ParentId is { } parent ? byId[parent].Key : null, row.Text(ImportColumns.Parent), above => department.ParentId = above is null ? null : Kept(known[above]).Id);
            department.IsEdited = true;
            return edit;
        });

        // Its own row may come later.
        Department Kept(Department parent) => added.Contains(parent.Key) ? database.Departments.Add(parent).Entity : parent;

        RowRefusal? FaultOf(ImportRow row, string key)
        {
            if (row.Text(ImportColumns.Parent) is not { } above)
            {
                return null;
            }

            if (!known.TryGetValue(above, out var parent))
            {
                return RowRefusal.UnknownDepartment;
            }

            // Two imports at once may have tied a ring already.
            var seen = new HashSet<string>(StringComparer.Ordinal) { key };
            for (var one = parent; one is not null; one = one.ParentId is { } up ? byId[up] : null)
            {
                if (!seen.Add(one.Key))
                {
                    return RowRefusal.Circle;
                }
            }

            return null;
        }
    }
}
