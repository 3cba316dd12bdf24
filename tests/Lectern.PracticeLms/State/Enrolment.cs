using System.Collections.Immutable;

namespace Lectern.PracticeLms.State;

internal sealed record Enrolment(string PersonId, CourseRole Role, ImmutableList<string> SectionIds)
{
    public EnrolmentStatus Status { get; init; }

    /// <summary>The student an observer observes.</summary>
    public string? ObservesId { get; init; }

    /// <summary>When somebody last changed it; null since the course began.</summary>
    public DateTimeOffset? Changed { get; init; }

    public bool Teaches => Role is CourseRole.Instructor or CourseRole.TeachingAssistant;
}
