using Lectern.Lti.Launch;

namespace Lectern.Core.Contexts;

/// <summary>
/// What a platform's roles are here. What is not listed is nothing: a new role of an LMS opens no door until its operator says so.
/// </summary>
/// <param name="rules">The platform's roles as far as its operator gave them another meaning.</param>
public sealed class RoleTable(IReadOnlyCollection<LmsRole> rules)
{
    /// <summary>The greatest of somebody's roles. A rule for the platform's own name of a role is more exact than any role beside it, and decides alone.</summary>
    /// <param name="names">The platform's own names of the person's roles; none where it tells none.</param>
    public CourseRole Of(LtiRoles roles, IReadOnlyCollection<string> names)
    {
        var named = names.Select(name => RuleFor(LmsRoleKind.Name, name)).OfType<CourseRole>().ToList();
        return named.Count > 0 ? named.Max() : Greatest(roles);
    }

    /// <summary>What a role is here where its operator said nothing.</summary>
    public static CourseRole DefaultOf(LtiRole role) => Default(role) ?? CourseRole.None;

    /// <summary>Roles of the school and of the platform give no right in a course, whatever is said of them.</summary>
    public static bool Counts(LtiRole role) => role.Scope is RoleScope.Context or RoleScope.Unknown;

    private CourseRole Greatest(LtiRoles roles)
    {
        // A sub-role comes with its principal role (LTI Core 1.3 Appendix A.2.3), and says it more exactly: an assistant is no teacher.
        var exact = roles.All.Where(role => role.SubRole is not null && Find(role) is not null).Select(role => role.Name).ToHashSet(StringComparer.Ordinal);
        return roles.All.Where(Counts)
            .Where(role => role.SubRole is not null || !exact.Contains(role.Name))
            .Select(role => Find(role) ?? CourseRole.None)
            .DefaultIfEmpty(CourseRole.None)
            .Max();
    }

    private CourseRole? Find(LtiRole role) => RuleFor(LmsRoleKind.Role, role.Value) ?? Default(role);

    private CourseRole? RuleFor(LmsRoleKind kind, string value) => rules.FirstOrDefault(rule => rule.Kind == kind && rule.Value == value)?.Role;

    private static CourseRole? Default(LtiRole role) => role.Scope != RoleScope.Context ? null : (role.Name, role.SubRole) switch
    {
        ("Instructor", null or "PrimaryInstructor" or "SecondaryInstructor" or "Lecturer" or "GuestInstructor" or "ExternalInstructor") => CourseRole.Instructor,
        ("Instructor", "Grader") => CourseRole.Assistant,
        ("Instructor", { } sub) when sub.StartsWith("TeachingAssistant", StringComparison.Ordinal) => CourseRole.Assistant,
        ("Manager", "Observer" or "ExternalObserver") => CourseRole.Observer,
        ("Administrator" or "Manager", _) => CourseRole.Assistant,
        ("ContentDeveloper", _) => CourseRole.Editor,
        ("Learner", _) => CourseRole.Learner,
        ("Mentor", _) => CourseRole.Observer,
        _ => null,
    };
}
