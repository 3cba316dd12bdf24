using System.Text.Json;
using Lectern.Lti.Json;

namespace Lectern.Lti.Launch;

/// <summary>
/// Whose submission or data the launch is about (Submission Review 1.0 §3.4, Data Privacy Launch). Rights come from the launching person's roles, never from this.
/// Moodle sends the id alone.
/// </summary>
/// <param name="UserId">The platform's id of the person, never empty.</param>
/// <param name="Raw">The whole claim.</param>
public sealed record ForUserClaim(string UserId, JsonElement Raw)
{
    /// <summary>The person's names and e-mail address; all of them may be missing.</summary>
    public PersonClaims Person => new(Raw.Filled("name"), Raw.Filled("given_name"), Raw.Filled("family_name"), Raw.Filled("email"), null);

    /// <summary>The person's id in the student information system, or null.</summary>
    public string? PersonSourcedId => Raw.Filled("person_sourcedid");

    /// <summary>The person's own roles.</summary>
    public LtiRoles Roles => new(Raw.Texts("roles"));

    /// <summary>Nothing personal.</summary>
    /// <returns>Text for logs.</returns>
    public override string ToString() => nameof(ForUserClaim);
}
