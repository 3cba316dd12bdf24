using Lectern.Core.Database;

namespace Lectern.Core.Imports;

/// <summary>One row as it stands in the file.</summary>
/// <param name="Line">Where it ends; the header of a CSV file is line 1.</param>
/// <param name="Fields">By their columns, in small letters.</param>
public sealed record ImportRow(int Line, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>Null where the file leaves it out or empty.</summary>
    internal string? Text(string column, int length = 255) => StoredText.Clip(Fields.GetValueOrDefault(column)?.Trim(), length);

    /// <summary>Whether the file has the column, so that an empty field means nothing rather than unknown.</summary>
    internal bool Says(string column) => Fields.ContainsKey(column);
}
