namespace Lectern.Lti.Launch;

/// <summary>Ids of the student information system (LTI Core 1.3 §5.4.5). Empty values are null.</summary>
/// <param name="CourseSectionSourcedId">The section.</param>
/// <param name="CourseOfferingSourcedId">The course in a term.</param>
/// <param name="PersonSourcedId">The person.</param>
public sealed record LisClaim(string? CourseSectionSourcedId, string? CourseOfferingSourcedId, string? PersonSourcedId)
{
    /// <summary>Without the person's id.</summary>
    /// <returns>Text for logs.</returns>
    public override string ToString() => $"{nameof(LisClaim)} {{ {CourseSectionSourcedId}, {CourseOfferingSourcedId} }}";
}
