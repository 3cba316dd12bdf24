using System.Collections.Immutable;
using System.Globalization;

namespace Lectern.PracticeLms.State;

/// <summary>Copies courses as platforms do: activities verbatim, every id new, no student system id.</summary>
internal static class CourseCopy
{
    /// <summary>"Copy course", and "restore a backup" where the wish says so.</summary>
    public static (LmsState State, Course Copy) Make(LmsState state, Course course, CopyWish wish)
    {
        var suffix = wish.IsRestored ? " restored" : " copy";
        var sections = new Dictionary<string, string>();
        var copy = course with
        {
            Id = Take(ref state),
            Label = wish.Label ?? course.Label + suffix,
            Title = wish.Title ?? course.Title + suffix,
            SourcedId = "",
            Term = wish.Term ?? course.Term,
            Start = wish.Term?.Start ?? course.Start,
            End = wish.Term?.End ?? course.End,
            Sections = course.Sections.ConvertAll(section => section with { Id = sections[section.Id] = Take(ref state), SourcedId = "" }),
            History = wish.IsRestored ? [] : course.History.Insert(0, course.Id),
        };
        copy = copy with { Enrolments = Enrolled(course, wish, sections) };
        return (CopyContent(state with { Courses = state.Courses.Add(copy) }, course, copy, state.ActivitiesOf(course), withColumnsAlone: true).State, copy);
    }

    /// <summary>"Import activities" into a course that is there. What it becomes is told; only some platforms count it as history.</summary>
    public static (LmsState State, IReadOnlyList<Activity> Made) Import(LmsState state, Course source, Course target, IReadOnlyCollection<int> chosen)
    {
        var activities = state.ActivitiesOf(source).Where(activity => chosen.Count == 0 || chosen.Contains(activity.Id));
        var (changed, made) = CopyContent(state, source, target, activities, withColumnsAlone: false);
        return (state.Manner.ImportsCountAsHistory ? changed.With(target with { History = target.History.Remove(source.Id).Insert(0, source.Id) }) : changed, made);
    }

    private static (LmsState State, IReadOnlyList<Activity> Made) CopyContent(
        LmsState state, Course from, Course to, IEnumerable<Activity> activities, bool withColumnsAlone)
    {
        var links = new Dictionary<string, string>();
        var columns = new Dictionary<string, string>();
        var copies = activities.ToList().ConvertAll(activity =>
        {
            var id = state.NextId;
            state = state with { NextId = id + 2 };
            return activity with { Id = id, CourseId = to.Id, ResourceLinkId = links[activity.ResourceLinkId] = state.LinkId(id + 1) };
        });
        var items = state.LineItems.FindAll(item => item.CourseId == from.Id && (item.ResourceLinkId is { } link ? links.ContainsKey(link) : withColumnsAlone))
            .ConvertAll(item => item with
            {
                Id = columns[item.Id] = Take(ref state),
                CourseId = to.Id,
                ResourceLinkId = item.ResourceLinkId is { } link ? links[link] : null,
            });
        copies = copies.ConvertAll(copy => copy.LineItemId is null ? copy : copy with { LineItemId = columns.GetValueOrDefault(copy.LineItemId) });
        return (state with { Activities = state.Activities.AddRange(copies), LineItems = state.LineItems.AddRange(items) }, copies);
    }

    private static ImmutableList<Enrolment> Enrolled(Course course, CopyWish wish, Dictionary<string, string> sections)
    {
        var kept = course.Enrolments.FindAll(enrolment => enrolment.Status == EnrolmentStatus.Active
            && (wish.People == CopiedPeople.Everyone || (wish.People == CopiedPeople.Teachers && enrolment.Teaches)));
        var copied = kept.ConvertAll(enrolment => enrolment with { SectionIds = enrolment.SectionIds.ConvertAll(id => sections[id]), Changed = null });
        return wish.Teacher is { } teacher
            ? copied.RemoveAll(enrolment => enrolment.PersonId == teacher.Id).Insert(0, new Enrolment(teacher.Id, CourseRole.Instructor, []))
            : copied;
    }

    private static string Take(ref LmsState state)
    {
        var id = state.NextId;
        state = state with { NextId = id + 1 };
        return id.ToString(CultureInfo.InvariantCulture);
    }
}
