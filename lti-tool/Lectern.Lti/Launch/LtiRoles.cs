namespace Lectern.Lti.Launch;

/// <summary>
/// The roles of a launch, kept apart by what they are about. Platforms send course and school roles together, so a student who teaches elsewhere carries
/// an institution Instructor role: rights in a course come from <see cref="ContextRoles"/> alone.
/// </summary>
public sealed class LtiRoles
{
    /// <summary>Reads the roles claim. Empty values are dropped, unknown ones kept.</summary>
    /// <param name="values">The claim's values.</param>
    public LtiRoles(IEnumerable<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        All = [.. values.Where(value => !string.IsNullOrWhiteSpace(value)).Distinct(StringComparer.Ordinal).Select(LtiRole.Parse)];
        ContextRoles = Of(RoleScope.Context);
        InstitutionRoles = Of(RoleScope.Institution);
        SystemRoles = Of(RoleScope.System);
    }

    /// <summary>Every role, in the platform's order.</summary>
    public IReadOnlyList<LtiRole> All { get; }

    /// <summary>Roles in the course: <c>membership#…</c>, its sub-roles, and bare short names.</summary>
    public IReadOnlyList<LtiRole> ContextRoles { get; }

    /// <summary>Roles in the school; they give no right in a course.</summary>
    public IReadOnlyList<LtiRole> InstitutionRoles { get; }

    /// <summary>Roles on the platform; they give no right in a course.</summary>
    public IReadOnlyList<LtiRole> SystemRoles { get; }

    /// <summary>Teaches in this course: Instructor (with its sub-roles), ContentDeveloper or Administrator as a context role.</summary>
    public bool IsContextInstructor => HasContext("Instructor") || HasContext("ContentDeveloper") || HasContext("Administrator");

    /// <summary>Assists in this course (sub-role TeachingAssistant). Such a person is <see cref="IsContextInstructor"/> as well, since the sub-role is one of Instructor's.</summary>
    public bool IsTeachingAssistant => ContextRoles.Any(role => role is { Name: "Instructor", SubRole: "TeachingAssistant" });

    /// <summary>Learns in this course.</summary>
    public bool IsContextLearner => HasContext("Learner");

    /// <summary>Administers the platform: <c>institution/person#Administrator</c>, <c>system/person#Administrator</c> or <c>system/person#SysAdmin</c>.</summary>
    public bool IsPlatformAdministrator =>
        InstitutionRoles.Any(role => role.Name == "Administrator") || SystemRoles.Any(role => role.Name is "Administrator" or "SysAdmin");

    /// <summary>Nobody real: whom a platform makes up so that teachers can look as a student does.</summary>
    public bool IsTestUser => SystemRoles.Any(role => role.Name == "TestUser");

    private bool HasContext(string name) => ContextRoles.Any(role => role.Name == name);

    private List<LtiRole> Of(RoleScope scope) => [.. All.Where(role => role.Scope == scope)];
}
