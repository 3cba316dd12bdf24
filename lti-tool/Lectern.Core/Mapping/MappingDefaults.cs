namespace Lectern.Core.Mapping;

/// <summary>
/// What is read where nobody chose: the first of these that the launch tells. Each platform fills the parameters of one name with its own
/// variables, as our registration asks it to.
/// </summary>
public static class MappingDefaults
{
    public const string SectionIds = "lectern_section_ids";
    public const string SectionNames = "lectern_section_names";
    public const string GroupIds = "lectern_group_ids";
    public const string TermId = "lectern_term_id";
    public const string TermName = "lectern_term_name";
    public const string TermBegin = "lectern_term_begin";
    public const string TermEnd = "lectern_term_end";
    public const string DepartmentId = "lectern_department_id";
    public const string DepartmentName = "lectern_department_name";
    public const string CourseHistory = "lectern_context_history";

    private static readonly Dictionary<MappedKey, IReadOnlyList<MappingSource>> s_sources = new()
    {
        [MappedKey.SectionIds] = [MappingSource.OfParameter(SectionIds), MappingSource.OfParameter(GroupIds), MappingSource.Groups],
        [MappedKey.SectionNames] = [MappingSource.OfParameter(SectionNames), MappingSource.Groups],
        [MappedKey.TermKey] = [MappingSource.OfParameter(TermId)],
        [MappedKey.TermName] = [MappingSource.OfParameter(TermName)],
        [MappedKey.TermBegin] = [MappingSource.OfParameter(TermBegin)],
        [MappedKey.TermEnd] = [MappingSource.OfParameter(TermEnd)],
        [MappedKey.DepartmentKey] = [MappingSource.OfParameter(DepartmentId)],
        [MappedKey.DepartmentName] = [MappingSource.OfParameter(DepartmentName)],
        [MappedKey.CourseHistory] = [MappingSource.OfParameter(CourseHistory)],
    };

    public static IReadOnlyList<MappingSource> Of(MappedKey key) => s_sources[key];

    /// <summary>What may be chosen for a key, besides custom parameters.</summary>
    public static IReadOnlyList<MappingSource> ChoicesOf(MappedKey key) => key switch
    {
        MappedKey.SectionIds => [MappingSource.Groups, MappingSource.CourseSection, MappingSource.CourseOffering],
        MappedKey.SectionNames => [MappingSource.Groups],
        // An ancestor is named by a list that only a variable gives.
        MappedKey.CourseHistory => [],
        _ => MappingSource.Claims,
    };
}
