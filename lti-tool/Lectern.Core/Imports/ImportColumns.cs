namespace Lectern.Core.Imports;

/// <summary>The columns of each kind; those that a file leaves out change nothing.</summary>
public static class ImportColumns
{
    public const string Key = "key";
    public const string Name = "name";
    public const string FirstDay = "first_day";
    public const string LastDay = "last_day";
    public const string Pattern = "pattern";
    public const string Parent = "parent";
    public const string Course = "course";
    public const string CourseSourcedId = "course_sourcedid";
    public const string Title = "title";
    public const string Label = "label";
    public const string Term = "term";
    public const string Department = "department";
    public const string Person = "person";
    public const string Email = "email";
    public const string Section = "section";
    public const string Role = "role";

    public static IReadOnlyList<string> Of(ImportKind kind) => kind switch
    {
        ImportKind.Terms => [Key, Name, FirstDay, LastDay, Pattern],
        ImportKind.Departments => [Key, Name, Parent],
        ImportKind.Courses => [Course, CourseSourcedId, Title, Label, Term, Department],
        ImportKind.Sections => [Course, CourseSourcedId, Key, Name],
        _ => [Course, CourseSourcedId, Person, Name, Email, Section, Role],
    };
}
