using System.Collections.Immutable;

namespace Lectern.PracticeLms.State;

internal sealed record Course
{
    public required string Id { get; init; }
    public required string Label { get; init; }
    public required string Title { get; init; }

    /// <summary>The student information system's id; "" where there is none, as in a copied course.</summary>
    public string SourcedId { get; init; } = "";

    public Term? Term { get; init; }
    public Account? Account { get; init; }
    public DateTimeOffset Start { get; init; }
    public DateTimeOffset End { get; init; }
    public ImmutableList<Section> Sections { get; init; } = [];
    public ImmutableList<Enrolment> Enrolments { get; init; } = [];

    /// <summary>Ids of the courses this one was copied from, the nearest first.</summary>
    public ImmutableList<string> History { get; init; } = [];

    /// <summary>The enrolment that counts today. The test student is in every course and in all its sections, without standing on its list.</summary>
    public Enrolment? EnrolmentOf(Person person) => person.IsTestStudent
        ? new Enrolment(person.Id, CourseRole.Learner, [.. Sections.Select(section => section.Id)])
        : Enrolments.Find(enrolment => enrolment.PersonId == person.Id && enrolment.Status == EnrolmentStatus.Active);

    public bool CanTeach(Person person) => person.IsAdministrator || EnrolmentOf(person)?.Teaches == true;

    public bool CanOpen(Person person) => person.IsAdministrator || EnrolmentOf(person) is not null;
}
