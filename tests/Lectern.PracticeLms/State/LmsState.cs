using System.Collections.Immutable;

namespace Lectern.PracticeLms.State;

/// <summary>Everything the practice LMS remembers; one immutable value, saved as one file.</summary>
internal sealed record LmsState
{
    public required string Guid { get; init; }
    public int NextId { get; init; } = 1;
    public ImmutableList<SigningKey> Keys { get; init; } = [];
    public ImmutableList<Person> People { get; init; } = [];
    public ImmutableList<Course> Courses { get; init; } = [];
    public ImmutableList<Tool> Tools { get; init; } = [];
    public ImmutableList<Activity> Activities { get; init; } = [];
    public ImmutableList<Session> Sessions { get; init; } = [];

    public Person? FindPerson(string? idOrName) =>
        People.Find(person => person.Id == idOrName || person.UserName == idOrName);

    public Course? FindCourse(string? idOrLabel) =>
        Courses.Find(course => course.Id == idOrLabel || course.Label == idOrLabel);

    public Tool? FindTool(string? idOrClientId) =>
        Tools.Find(tool => tool.Id == idOrClientId || tool.ClientId == idOrClientId);

    public Activity? FindActivity(int id) => Activities.Find(activity => activity.Id == id);

    public IEnumerable<Activity> ActivitiesOf(Course course) => Activities.Where(activity => activity.CourseId == course.Id);
}
