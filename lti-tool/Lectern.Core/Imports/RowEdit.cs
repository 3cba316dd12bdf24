namespace Lectern.Core.Imports;

/// <summary>Gathers what one row changes while it is applied to the database's objects.</summary>
internal sealed class RowEdit(ImportRow row, string subject, bool isNew)
{
    private readonly List<RowChange> _changes = [];

    internal void Set(string column, string? before, string? after, Action<string?> write)
    {
        if (row.Says(column) && before != after)
        {
            Note(column, before, after);
            write(after);
        }
    }

    internal void Note(string column, string? before, string? after) => _changes.Add(new RowChange(column, before, after));

    internal ImportedRow Done() => new(row.Line, subject, isNew ? RowOutcome.Added : _changes.Count > 0 ? RowOutcome.Changed : RowOutcome.Left, _changes);
}
