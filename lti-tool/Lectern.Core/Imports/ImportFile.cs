using System.Globalization;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;

namespace Lectern.Core.Imports;

/// <summary>Reads a file of an import: CSV with a header, or JSON with a list of objects.</summary>
public static class ImportFile
{
    public const int MostRows = 200_000;

    /// <summary>The rows, or why there are none.</summary>
    public static (IReadOnlyList<ImportRow>? Rows, ImportFault? Fault) Read(string text, ImportKind kind)
    {
        var content = text.TrimStart('\uFEFF');
        var rows = content.TrimStart().StartsWith('[') ? Json(content) : Csv(content);
        if (rows is null)
        {
            return (null, new ImportFault(ImportFaultKind.Unreadable));
        }

        var unknown = rows.SelectMany(row => row.Fields.Keys).Distinct().FirstOrDefault(column => !ImportColumns.Of(kind).Contains(column));
        return rows.Count > MostRows ? (null, new ImportFault(ImportFaultKind.TooMany))
            : rows.Count == 0 ? (null, new ImportFault(ImportFaultKind.NoRows))
            : unknown is not null ? (null, new ImportFault(ImportFaultKind.UnknownColumn, unknown))
            : (rows, null);
    }

    private static List<ImportRow>? Csv(string text)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { DetectDelimiter = true, DetectDelimiterValues = [",", ";", "\t"], TrimOptions = TrimOptions.Trim };
        using var csv = new CsvReader(new StringReader(text), configuration);
        try
        {
            var rows = new List<ImportRow>();
            if (!csv.Read() || !csv.ReadHeader())
            {
                return rows;
            }

            var columns = csv.HeaderRecord!.Select(column => column.Trim().ToLowerInvariant()).ToList();
            if (columns.Distinct().Count() != columns.Count)
            {
                return null;
            }

            while (rows.Count <= MostRows && csv.Read())
            {
                rows.Add(new ImportRow(csv.Parser.RawRow, Enumerable.Range(0, Math.Min(columns.Count, csv.Parser.Count)).ToDictionary(at => columns[at], at => csv.Parser[at])));
            }

            return rows;
        }
        catch (CsvHelperException)
        {
            return null;
        }
    }

    private static List<ImportRow>? Json(string text)
    {
        try
        {
            using var list = JsonDocument.Parse(text);
            return list.RootElement.EnumerateArray().Take(MostRows + 1)
                .Select((row, at) => new ImportRow(at + 1, row.EnumerateObject().ToDictionary(field => field.Name.ToLowerInvariant(), field => field.Value.ToString())))
                .ToList();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}

/// <param name="Detail">The column.</param>
public sealed record ImportFault(ImportFaultKind Kind, string? Detail = null);

public enum ImportFaultKind
{
    /// <summary>Neither CSV with a header nor a JSON list of objects.</summary>
    Unreadable,
    NoRows,
    UnknownColumn,

    /// <summary>More than <see cref="ImportFile.MostRows"/>.</summary>
    TooMany,
}
