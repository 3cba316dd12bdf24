using System.Text.Json;
using Lectern.Lti.Launch;

namespace Lectern.Lti.Memberships;

/// <summary>One member of a course (Names and Role Provisioning Services 2.0 §2.2). Names and e-mail address are missing wherever the platform keeps them to itself.</summary>
public sealed record Member
{
    /// <summary>The same id as a launch's subject: 1 to 255 printable ASCII characters.</summary>
    public required string UserId { get; init; }

    /// <summary>Where the member stands. Moodle and Canvas leave out whom they shut out instead.</summary>
    public required MembershipStatus Status { get; init; }

    /// <summary>The member's roles, often as short names. They may differ from the launch's: Moodle calls a non-editing teacher a learner here.</summary>
    public required LtiRoles Roles { get; init; }

    /// <summary>Names and e-mail address.</summary>
    public required PersonClaims Person { get; init; }

    /// <summary>Address of a picture, or null.</summary>
    public string? Picture { get; init; }

    /// <summary>Id in the student information system, or null.</summary>
    public string? PersonSourcedId { get; init; }

    /// <summary>Id in LTI 1.1, or null.</summary>
    public string? LegacyUserId { get; init; }

    /// <summary>Ids of the member's groups (Course Groups 1.0); empty unless <see cref="MembershipQuery.IncludeGroups"/> was asked for and is known there.</summary>
    public IReadOnlyList<string> GroupIds { get; init; } = [];

    /// <summary>Custom parameters as this member's launch of the asked link would bring them; empty without <see cref="MembershipQuery.ResourceLinkId"/>.</summary>
    public IReadOnlyDictionary<string, string> Custom { get; init; } = new Dictionary<string, string>();

    /// <summary>The whole message part for the asked link, or null. Keeps its page's memory for as long as it is held.</summary>
    public JsonElement? Message { get; init; }

    /// <summary>Nothing personal.</summary>
    /// <returns>Text for logs.</returns>
    public override string ToString() => nameof(Member);
}
