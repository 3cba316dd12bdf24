using Lectern.Core.Imports;
using Lectern.Web.Pages.Admin;
using Microsoft.Extensions.Localization;

namespace Lectern.Web.Api;

/// <summary>
/// What an import did, or would do, for the program that sent it. Rows that stay as they are are counted and not listed, nor are more refusals than anybody
/// reads. What stood there before is not told: a key writes and does not read.
/// </summary>
internal sealed record ImportAnswer(ImportKind Kind, bool DryRun, int Added, int Changed, int Left, int Refused, IReadOnlyList<ImportAnswer.Row> Rows)
{
    private const int MostRefusals = 1000;

    internal static ImportAnswer Of(ImportReport report, IStringLocalizer<Words> say) => new(
        report.Kind,
        !report.IsApplied,
        report.Count(RowOutcome.Added),
        report.Count(RowOutcome.Changed),
        report.Count(RowOutcome.Left),
        report.Count(RowOutcome.Refused),
        [.. Listed(report).Select(row => Row.Of(row, say))]);

    private static IEnumerable<ImportedRow> Listed(ImportReport report)
    {
        var refused = 0;
        return report.Rows.Where(row => row.Outcome != RowOutcome.Left && (row.Outcome != RowOutcome.Refused || ++refused <= MostRefusals));
    }

    /// <param name="Line">Of the file; null for what follows from all of its rows.</param>
    /// <param name="Refusal">Why it was refused, stable for ever; null for rows that were not.</param>
    /// <param name="Sentence">The same for people.</param>
    internal sealed record Row(int? Line, string Subject, RowOutcome Outcome, IReadOnlyList<Change> Changes, RowRefusal? Refusal, string? Sentence)
    {
        internal static Row Of(ImportedRow row, IStringLocalizer<Words> say) =>
            new(row.Line == 0 ? null : row.Line, row.Subject, row.Outcome, [.. row.Changes.Select(change => new Change(change.Column, change.After))], row.Refusal, row.Refusal is { } refusal ? say.TextOf(refusal) : null);
    }

    /// <param name="To">Null for what is taken away.</param>
    internal sealed record Change(string Column, string? To);
}
