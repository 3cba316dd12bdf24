using Lectern.Core.Imports;
using Microsoft.Extensions.Localization;

namespace Lectern.Web.Pages.Admin;

/// <summary>What IT reads of an import.</summary>
public static class ImportNames
{
    public static string NameOf(this IStringLocalizer<Words> say, ImportKind kind) => kind switch
    {
        ImportKind.Terms => say["Terms"],
        ImportKind.Departments => say["Departments"],
        ImportKind.Courses => say["Courses"],
        ImportKind.Sections => say["Sections"],
        _ => say["People in sections"],
    };

    public static string NameOf(this IStringLocalizer<Words> say, RowOutcome outcome) => outcome switch
    {
        RowOutcome.Added => say["Added"],
        RowOutcome.Changed => say["Changed"],
        RowOutcome.Left => say["Left"],
        _ => say["Refused"],
    };

    public static string TextOf(this IStringLocalizer<Words> say, RowRefusal refusal) => refusal switch
    {
        RowRefusal.NoKey => say["Its key is missing, or longer than 255 letters, or not plain ASCII."],
        RowRefusal.Twice => say["It stands in the file before."],
        RowRefusal.UnknownTerm => say["No term has this key; import terms first."],
        RowRefusal.UnknownDepartment => say["No department has this key; import departments first."],
        RowRefusal.UnknownCourse => say["No course has this id, or several have it."],
        RowRefusal.UnknownSection => say["The course has no such section; import sections first."],
        RowRefusal.NoDay => say["Days are written as 2026-10-01."],
        RowRefusal.EndsBeforeItBegins => say["The last day lies before the first."],
        RowRefusal.Circle => say["The department would lie in itself."],
        RowRefusal.UnknownRole => say["A role is teacher, assistant, editor, student or observer."],
        _ => say["A new course needs a title."],
    };

    public static string TextOf(this IStringLocalizer<Words> say, ImportFault fault) => fault.Kind switch
    {
        ImportFaultKind.NoRows => say["There are no rows in the file."],
        ImportFaultKind.TooMany => say["At most {0} rows go at once.", ImportFile.MostRows],
        ImportFaultKind.UnknownColumn => say["No such column belongs here: {0}.", fault.Detail!],
        _ => say["The file is neither CSV with a header nor a JSON list."],
    };
}
