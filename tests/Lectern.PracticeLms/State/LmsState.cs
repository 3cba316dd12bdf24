using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Lectern.PracticeLms.State;

/// <summary>Everything the practice LMS remembers; one immutable value, saved as one file.</summary>
internal sealed record LmsState
{
    /// <summary>Whose habits the LMS has; chosen at each start, so not part of what is saved.</summary>
    [JsonIgnore]
    public Manner Manner { get; init; } = Manners.Moodle;

    public required string Guid { get; init; }
    public int NextId { get; init; } = 1;
    public ImmutableList<SigningKey> Keys { get; init; } = [];
    public ImmutableList<Person> People { get; init; } = [];
    public ImmutableList<Course> Courses { get; init; } = [];
    public ImmutableList<Term> Terms { get; init; } = [];
    public ImmutableList<Tool> Tools { get; init; } = [];
    public ImmutableList<Activity> Activities { get; init; } = [];
    public ImmutableList<LineItem> LineItems { get; init; } = [];
    public ImmutableList<Grade> Grades { get; init; } = [];
    public ImmutableList<Session> Sessions { get; init; } = [];

    public Person? FindPerson(string? idOrName) =>
        People.Find(person => person.Id == idOrName || person.UserName == idOrName);

    public Course? FindCourse(string? idOrLabel) =>
        Courses.Find(course => course.Id == idOrLabel || course.Label == idOrLabel);

    public Tool? FindTool(string? idOrClientId) =>
        Tools.Find(tool => tool.Id == idOrClientId || tool.ClientId == idOrClientId || tool.DeploymentId == idOrClientId);

    public Term? FindTerm(string? idOrName) => Terms.Find(term => term.Id == idOrName || term.Name == idOrName);

    public Activity? FindActivity(int id) => Activities.Find(activity => activity.Id == id);

    public string LinkId(int number) => string.Format(CultureInfo.InvariantCulture, Manner.LinkIdFormat, number);

    public LmsState With(Course changed) => this with { Courses = Courses.ConvertAll(course => course.Id == changed.Id ? changed : course) };

    public IReadOnlyList<LineItem> LineItemsOf(Activity activity) => LineItems.FindAll(item => item.ToolId == activity.ToolId && item.ResourceLinkId == activity.ResourceLinkId);

    public Grade? FindGrade(string lineItemId, string personId) => Grades.Find(grade => grade.LineItemId == lineItemId && grade.PersonId == personId);

    public LmsState With(Grade grade) => this with
    {
        Grades = Grades.RemoveAll(known => known.LineItemId == grade.LineItemId && known.PersonId == grade.PersonId).Add(grade),
    };

    public IEnumerable<Activity> ActivitiesOf(Course course) => Activities.Where(activity => activity.CourseId == course.Id);
}
