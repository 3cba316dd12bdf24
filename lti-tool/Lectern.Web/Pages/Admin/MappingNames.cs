using Lectern.Core.Mapping;
using Microsoft.Extensions.Localization;

namespace Lectern.Web.Pages.Admin;

/// <summary>What IT reads for the keys of a mapping and where they are read from.</summary>
public static class MappingNames
{
    public static string NameOf(this IStringLocalizer<Words> say, MappedKey key) => key switch
    {
        MappedKey.SectionIds => say["Sections of the person"],
        MappedKey.SectionNames => say["Names of these sections"],
        MappedKey.TermKey => say["Term"],
        MappedKey.TermName => say["Name of the term"],
        MappedKey.TermBegin => say["First day of the term"],
        MappedKey.TermEnd => say["Last day of the term"],
        MappedKey.DepartmentKey => say["Department"],
        MappedKey.DepartmentName => say["Name of the department"],
        _ => say["Courses it was copied from"],
    };

    public static string NameOf(this IStringLocalizer<Words> say, MappingSource source) =>
        source.Parameter is { } parameter ? say["Custom parameter {0}", parameter]
        : source == MappingSource.Groups ? say["Groups or member list of the LMS"]
        : source == MappingSource.Nothing ? say["Not from launches: import alone"]
        : source == MappingSource.ContextId ? say["Id of the course"]
        : source == MappingSource.ContextLabel ? say["Short name of the course"]
        : source == MappingSource.ContextTitle ? say["Title of the course"]
        : source == MappingSource.CourseSection ? say["Id of the section (lis)"]
        : say["Id of the course offering (lis)"];
}
