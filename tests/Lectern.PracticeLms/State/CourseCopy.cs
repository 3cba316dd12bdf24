using System.Globalization;

namespace Lectern.PracticeLms.State;

/// <summary>Copies a course as "Copy course" does: activities verbatim, every id new, the history one longer, no student system id.</summary>
internal static class CourseCopy
{
    public static (LmsState State, Course Copy) Make(LmsState state, Course course, string? label, string? title)
    {
        var copy = course with
        {
            Id = Number(state.NextId),
            Label = label ?? course.Label + " copy",
            Title = title ?? course.Title + " copy",
            SourcedId = "",
            History = course.History.Insert(0, course.Id),
        };
        var next = state.NextId + 1;
        var activities = state.ActivitiesOf(course).Select(activity => Copied(activity, copy, ref next)).ToList();
        return (state with { Courses = state.Courses.Add(copy), Activities = state.Activities.AddRange(activities), NextId = next }, copy);
    }

    private static Activity Copied(Activity activity, Course copy, ref int next)
    {
        var copied = activity with
        {
            Id = next,
            CourseId = copy.Id,
            ResourceLinkId = Number(next + 1),
            LineItemId = activity.LineItemId is null ? null : Number(next + 2),
        };
        next += 3;
        return copied;
    }

    private static string Number(int id) => id.ToString(CultureInfo.InvariantCulture);
}
