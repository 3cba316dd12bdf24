namespace Lectern.Core.Mapping;

/// <summary>What Lectern reads from launches beside the course and the person, and for which each platform has names of its own.</summary>
public enum MappedKey
{
    SectionIds,
    SectionNames,
    TermKey,
    TermName,
    TermBegin,
    TermEnd,
    DepartmentKey,
    DepartmentName,
    CourseHistory,
}
