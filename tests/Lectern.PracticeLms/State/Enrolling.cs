using System.Collections.Immutable;

namespace Lectern.PracticeLms.State;

/// <summary>Puts people into courses, moves them between sections, suspends them and takes them out.</summary>
internal static class Enrolling
{
    /// <summary>Replaces the person's enrolment; one that is taken out stays on the list as deleted.</summary>
    public static LmsState Put(LmsState state, Course course, Enrolment enrolment, DateTimeOffset now)
    {
        var changed = enrolment with { Changed = now };
        var place = course.Enrolments.FindIndex(known => known.PersonId == enrolment.PersonId);
        return state.With(course with { Enrolments = place < 0 ? course.Enrolments.Add(changed) : course.Enrolments.SetItem(place, changed) });
    }

    /// <summary>The students of another course, each into the section of the same name.</summary>
    public static LmsState PutStudentsOf(LmsState state, Course source, Course course, DateTimeOffset now)
    {
        foreach (var enrolment in source.Enrolments.Where(one => one is { Role: CourseRole.Learner or CourseRole.Observer, Status: EnrolmentStatus.Active }))
        {
            var names = source.Sections.Where(section => enrolment.SectionIds.Contains(section.Id)).Select(section => section.Name).ToImmutableHashSet();
            ImmutableList<string> sections = [.. course.Sections.Where(section => names.Contains(section.Name)).Select(section => section.Id)];
            state = Put(state, state.Courses.Find(one => one.Id == course.Id)!, enrolment with { SectionIds = sections }, now);
        }

        return state;
    }
}
