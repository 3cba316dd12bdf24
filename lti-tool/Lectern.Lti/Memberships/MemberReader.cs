using System.Text.Json;
using Lectern.Lti.Json;
using Lectern.Lti.Launch;

namespace Lectern.Lti.Memberships;

/// <summary>Reads a membership container (Names and Role Provisioning Services 2.0 §2).</summary>
internal static class MemberReader
{
    /// <summary>Null when it is no container. Members without an id are left out: nothing can be kept for them.</summary>
    public static IReadOnlyList<Member>? Read(JsonElement container, LtiRole? role) =>
        container.Get("members") is { ValueKind: JsonValueKind.Array }
            ? [.. container.Objects("members").Select(Read).OfType<Member>().Where(member => role is null || Has(member, role))]
            : null;

    private static Member? Read(JsonElement member)
    {
        if (member.Id("user_id") is not { } userId)
        {
            return null;
        }

        var message = member.Objects("message").Cast<JsonElement?>().FirstOrDefault();
        return new Member
        {
            UserId = userId,
            Status = Status(member.Text("status")),
            Roles = new LtiRoles(member.Texts("roles")),
            Person = new PersonClaims(member.Filled("name"), member.Filled("given_name"), member.Filled("family_name"), member.Filled("email"), member.Filled("locale")),
            Picture = member.Address("picture"),
            PersonSourcedId = member.Filled("lis_person_sourcedid"),
            LegacyUserId = member.Id("lti11_legacy_user_id"),
            GroupIds = [.. member.Objects("group_enrollments").Select(group => group.Id("group_id")).OfType<string>()],
            Custom = CustomParameters.Read(message?.Object(Claims.Custom)),
            Message = message,
        };
    }

    // Short in most answers, an address with this ending in some.
    private static MembershipStatus Status(string? status) => status switch
    {
        _ when Ends(status, "Inactive") => MembershipStatus.Inactive,
        _ when Ends(status, "Deleted") => MembershipStatus.Deleted,
        _ => MembershipStatus.Active,
    };

    private static bool Ends(string? status, string word) =>
        status is not null && status.Split('#', '/')[^1].Equals(word, StringComparison.OrdinalIgnoreCase);

    private static bool Has(Member member, LtiRole role) =>
        member.Roles.ContextRoles.Any(one => one.Name == role.Name && (role.SubRole is null || one.SubRole == role.SubRole));
}
