using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Launch;

/// <summary>What Blackboard substitutes of its own: template variables between <c>@X@</c>. It has no term.</summary>
internal static class BlackboardVariables
{
    public static IReadOnlyDictionary<string, Variable> All { get; } = new Dictionary<string, Variable>(Variables.Core(), StringComparer.Ordinal)
    {
        ["$CourseGroup.id"] = (_, _) => "",
        ["@X@course.id@X@"] = (launch, _) => launch.Course.Label,
        ["@X@course.pk_string@X@"] = (launch, _) => $"_{launch.Course.Id}_1",
        ["@X@course.batch_uid@X@"] = (launch, _) => launch.Course.SourcedId,
        ["@X@course.course_name@X@"] = (launch, _) => launch.Course.Title,
        ["@X@course.role@X@"] = (launch, _) => RoleName(launch),
        ["@X@course.locale@X@"] = (_, _) => "en_GB",
        ["@X@course.ih_primary_node@X@"] = (launch, _) => launch.Course.Account?.Name ?? "",
        ["@X@course.ih_nodes@X@"] = (launch, _) => launch.Course.Account?.Name ?? "",
        ["@X@user.pk_string@X@"] = (launch, _) => $"_{launch.Person.Id}_1",
        ["@X@user.batch_uid@X@"] = (launch, _) => launch.Person.SourcedId,
        ["@X@user.id@X@"] = (launch, _) => launch.Person.UserName,
        ["@X@membership.role@X@"] = (launch, _) => RoleName(launch),
    };

    private static string RoleName(LaunchRecord launch) => launch.Course.EnrolmentOf(launch.Person)?.Role switch
    {
        CourseRole.Instructor => "Instructor",
        CourseRole.TeachingAssistant => "Teaching Assistant",
        CourseRole.Observer => "Observer",
        CourseRole.Learner => "Student",
        _ => "",
    };
}
