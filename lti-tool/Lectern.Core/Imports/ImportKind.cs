namespace Lectern.Core.Imports;

/// <summary>What the rows of one file are. Later kinds name rows of earlier ones.</summary>
public enum ImportKind
{
    Terms,
    Departments,
    Courses,
    Sections,
    People,
}
