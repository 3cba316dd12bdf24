using System.Collections.Immutable;

namespace Lectern.PracticeLms.State;

internal sealed record Enrolment(string PersonId, CourseRole Role, ImmutableList<string> SectionIds);
