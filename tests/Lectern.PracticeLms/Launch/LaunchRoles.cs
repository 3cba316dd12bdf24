using System.Collections.Immutable;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Launch;

internal static class LaunchRoles
{
    public const string Institution = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#";
    private const string SystemUser = "http://purl.imsglobal.org/vocab/lis/v2/system/person#User";
    private const string TestUser = "http://purl.imsglobal.org/vocab/lti/system/person#TestUser";

    /// <summary>
    /// Course and institution roles together, sorted by text. An administrator counts as instructor of every course, as
    /// in Moodle. The teaching assistant's sub-role and the observer are what other platforms send; Moodle has neither.
    /// </summary>
    public static IReadOnlyList<string> Of(Person person, Course course, Manner manner, IEnumerable<Course>? courses = null)
    {
        var everywhere = manner.SendsInstitutionRoles ? AtInstitution(person, courses ?? [course]) : [];
        var roles = person.InstitutionRoles.Concat(everywhere).Concat(InCourse(person, course, manner)).Distinct().ToList();
        roles.Sort(StringComparer.Ordinal);
        return roles;
    }

    /// <summary>What the person is in any course, wherever the launch happens: a student who teaches elsewhere is an instructor too.</summary>
    private static IEnumerable<string> AtInstitution(Person person, IEnumerable<Course> courses)
    {
        var roles = courses.Select(course => course.EnrolmentOf(person)?.Role).OfType<CourseRole>().ToImmutableHashSet();
        return ((string?[])
        [
            SystemUser,
            roles.Contains(CourseRole.Instructor) || roles.Contains(CourseRole.TeachingAssistant) ? Institution + "Instructor" : null,
            roles.Contains(CourseRole.Learner) ? Institution + "Student" : null,
            roles.Contains(CourseRole.Observer) ? Institution + "Observer" : null,
        ]).OfType<string>();
    }

    public static string[] InCourse(Person person, Course course, Manner manner) => course.EnrolmentOf(person)?.Role switch
    {
        CourseRole.Instructor => [Lti.Membership + "#Instructor"],
        CourseRole.TeachingAssistant => [Lti.Membership + "#Instructor", manner.AssistantRole],
        CourseRole.Observer => [Lti.Membership + "#Mentor"],
        CourseRole.Learner => person.IsTestStudent ? [Lti.Membership + "#Learner", TestUser] : [Lti.Membership + "#Learner"],
        _ => person.IsAdministrator ? [Lti.Membership + "#Instructor"] : [],
    };
}
