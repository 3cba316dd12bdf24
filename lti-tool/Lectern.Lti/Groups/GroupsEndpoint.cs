using System.Text.Json;
using Lectern.Lti.Json;
using Lectern.Lti.Launch;

namespace Lectern.Lti.Groups;

/// <summary>Where a course tells its groups (Course Groups Service 1.0 §3.1). Fit to be stored.</summary>
/// <param name="Scopes">What the platform grants.</param>
/// <param name="Groups">Address of the groups.</param>
/// <param name="GroupSets">Address of the sets the groups belong to, or null where the platform knows no sets.</param>
public sealed record GroupsEndpoint(IReadOnlyList<string> Scopes, string Groups, string? GroupSets)
{
    internal static GroupsEndpoint? Read(JsonElement claims) =>
        claims.Object(Claims.GroupsService) is { } claim && claim.Address("context_groups_url") is { } groups
            ? new GroupsEndpoint(claim.Texts("scope"), groups, claim.Address("context_group_sets_url"))
            : null;
}
