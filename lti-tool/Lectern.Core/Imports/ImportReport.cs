namespace Lectern.Core.Imports;

/// <summary>What an import did, or would do.</summary>
public sealed record ImportReport(ImportKind Kind, IReadOnlyList<ImportedRow> Rows, bool IsApplied)
{
    public int Count(RowOutcome outcome) => Rows.Count(row => row.Outcome == outcome);
}

/// <param name="Line">Of the file.</param>
/// <param name="Subject">What the row is about.</param>
/// <param name="Changes">Column, before, after; of rows that change something.</param>
public sealed record ImportedRow(int Line, string Subject, RowOutcome Outcome, IReadOnlyList<RowChange> Changes, RowRefusal? Refusal = null);

public sealed record RowChange(string Column, string? Before, string? After);

public enum RowOutcome
{
    Added,
    Changed,
    Left,
    Refused,
}

/// <summary>Why a row is left out.</summary>
public enum RowRefusal
{
    /// <summary>A key is missing, longer than 255 letters or not ASCII.</summary>
    NoKey,

    /// <summary>It stands in the file before.</summary>
    Twice,
    UnknownTerm,
    UnknownDepartment,
    UnknownCourse,
    UnknownSection,

    /// <summary>Days are written as 2026-10-01.</summary>
    NoDay,
    EndsBeforeItBegins,

    /// <summary>A department would lie in itself.</summary>
    Circle,

    /// <summary>A course that is not known yet needs its title.</summary>
    NoTitle,

    /// <summary>The role is none of ours.</summary>
    UnknownRole,
}
