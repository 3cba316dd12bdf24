using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Launch;

internal static class LaunchRoles
{
    /// <summary>
    /// Course and institution roles together, sorted by text. An administrator counts as instructor of every course, as
    /// in Moodle. The teaching assistant's sub-role is what other platforms send; Moodle has none.
    /// </summary>
    public static IReadOnlyList<string> Of(Person person, Course course)
    {
        var roles = person.InstitutionRoles.Concat(InCourse(person, course)).ToList();
        roles.Sort(StringComparer.Ordinal);
        return roles;
    }

    private static string[] InCourse(Person person, Course course) => course.EnrolmentOf(person)?.Role switch
    {
        CourseRole.Instructor => [Lti.Membership + "#Instructor"],
        CourseRole.TeachingAssistant => [Lti.Membership + "#Instructor", Lti.Membership + "/Instructor#TeachingAssistant"],
        CourseRole.Learner => [Lti.Membership + "#Learner"],
        _ => person.IsAdministrator ? [Lti.Membership + "#Instructor"] : [],
    };
}
