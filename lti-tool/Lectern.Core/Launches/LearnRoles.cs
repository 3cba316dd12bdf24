using Lectern.Core.Contexts;
using Lectern.Core.Database;
using Lectern.Core.Platforms;
using Lectern.Lti.Launch;

namespace Lectern.Core.Launches;

/// <summary>What the launching person is in their course, by the platform's table; roles seen for the first time are listed in it.</summary>
internal static class LearnRoles
{
    internal const string NamesParameter = "lectern_membership_roles";
    private const string StudentViewParameter = "lectern_student_view";
    internal const string MasqueradingParameter = "lectern_masquerading_user";

    // A platform has some dozens; whoever makes up names must not fill the table.
    private const int Most = 300;

    internal static CourseRole Run(LecternDbContext database, PlatformFacts platform, LtiLaunch lti, DateTimeOffset now)
    {
        var known = platform.Roles;
        var names = lti.ReadIds(NamesParameter) ?? [];
        var seen = lti.Roles.All.Where(RoleTable.Counts).Select(role => (LmsRoleKind.Role, role.Value))
            .Concat(names.Select(name => (LmsRoleKind.Name, Value: name)))
            .Where(role => StoredText.Clip(role.Value, LmsRole.LongestValue) == role.Value)
            .Except(known.Select(role => (role.Kind, role.Value)));
        database.LmsRoles.AddRange(seen.Take(Math.Max(0, Most - known.Count))
            .Select(role => new LmsRole { PlatformId = platform.Platform.Id, Kind = role.Item1, Value = role.Value, FirstSeenAt = now }));
        return new RoleTable(known).Of(lti.Roles, names);
    }

    /// <summary>Whether nobody is really there: a test student, or somebody who acts as this person.</summary>
    internal static bool IsTraceless(LtiLaunch lti) =>
        lti.Roles.IsTestUser
        || lti.Custom.GetValueOrDefault(StudentViewParameter) == "true"
        || !string.IsNullOrEmpty(lti.Custom.GetValueOrDefault(MasqueradingParameter));
}
