namespace Lectern.Lti.Launch;

/// <summary>One value of the roles claim (LTI Core 1.3 Appendix A).</summary>
/// <param name="Value">As the platform sent it.</param>
/// <param name="Scope">What it is about.</param>
/// <param name="Name">The principal role, such as <c>Instructor</c>; for an unknown role the whole value.</param>
/// <param name="SubRole">The sub-role, such as <c>TeachingAssistant</c>, or null.</param>
public sealed record LtiRole(string Value, RoleScope Scope, string Name, string? SubRole)
{
    private const string Vocabulary = "http://purl.imsglobal.org/vocab/lis/v2/";
    private const string Membership = Vocabulary + "membership";
    private const string InstitutionPerson = Vocabulary + "institution/person#";
    private const string SystemPerson = Vocabulary + "system/person#";
    private const string TestUser = "http://purl.imsglobal.org/vocab/lti/system/person#TestUser";

    // LTI Core 1.3 §5.3.7.1: only context roles may come as bare names.
    private static readonly HashSet<string> ShortNames = new(StringComparer.Ordinal)
    {
        "Administrator", "ContentDeveloper", "Instructor", "Learner", "Mentor", "Manager", "Member", "Officer",
    };

    /// <summary>Reads a value of the roles claim.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The role; its scope is <see cref="RoleScope.Unknown"/> for anything outside the vocabulary.</returns>
    public static LtiRole Parse(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.StartsWith(Membership, StringComparison.Ordinal))
        {
            return ParseMembership(value, value[Membership.Length..]);
        }

        if (value.StartsWith(InstitutionPerson, StringComparison.Ordinal))
        {
            return new LtiRole(value, RoleScope.Institution, value[InstitutionPerson.Length..], null);
        }

        if (value.StartsWith(SystemPerson, StringComparison.Ordinal))
        {
            return new LtiRole(value, RoleScope.System, value[SystemPerson.Length..], null);
        }

        // The one role of another vocabulary (LTI Core 1.3 Appendix A.2.4).
        if (value == TestUser)
        {
            return new LtiRole(value, RoleScope.System, nameof(TestUser), null);
        }

        return new LtiRole(value, ShortNames.Contains(value) ? RoleScope.Context : RoleScope.Unknown, value, null);
    }

    // membership#Instructor, or membership/Instructor#TeachingAssistant (Appendix A.2.3.1).
    private static LtiRole ParseMembership(string value, string rest)
    {
        var unknown = new LtiRole(value, RoleScope.Unknown, value, null);
        return rest.Split('#') switch
        {
            ["", { Length: > 0 } name] => new LtiRole(value, RoleScope.Context, name, null),
            [['/', .. var name], { Length: > 0 } subRole] when name.Length > 0 && !name.Contains('/', StringComparison.Ordinal) => new LtiRole(value, RoleScope.Context, name, subRole),
            _ => unknown,
        };
    }
}
