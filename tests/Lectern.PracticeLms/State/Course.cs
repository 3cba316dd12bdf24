using System.Collections.Immutable;

namespace Lectern.PracticeLms.State;

internal sealed record Course
{
    public required string Id { get; init; }
    public required string Label { get; init; }
    public required string Title { get; init; }

    /// <summary>The student information system's id; "" where there is none, as in a copied course.</summary>
    public string SourcedId { get; init; } = "";

    public DateTimeOffset Start { get; init; }
    public DateTimeOffset End { get; init; }
    public ImmutableList<Section> Sections { get; init; } = [];
    public ImmutableList<Enrolment> Enrolments { get; init; } = [];

    /// <summary>Ids of the courses this one was copied from, the nearest first.</summary>
    public ImmutableList<string> History { get; init; } = [];

    public Enrolment? EnrolmentOf(Person person) => Enrolments.Find(enrolment => enrolment.PersonId == person.Id);

    public bool CanTeach(Person person) =>
        person.IsAdministrator || EnrolmentOf(person)?.Role is CourseRole.Instructor or CourseRole.TeachingAssistant;

    public bool CanOpen(Person person) => person.IsAdministrator || EnrolmentOf(person) is not null;
}
