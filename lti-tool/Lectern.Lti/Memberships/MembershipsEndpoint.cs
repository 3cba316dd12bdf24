using System.Text.Json;
using Lectern.Lti.Json;
using Lectern.Lti.Launch;

namespace Lectern.Lti.Memberships;

/// <summary>Where a course tells its members (Names and Role Provisioning Services 2.0 §3.6.1.1). Fit to be stored.</summary>
/// <param name="Address">Address of the memberships.</param>
public sealed record MembershipsEndpoint(string Address)
{
    internal static MembershipsEndpoint? Read(JsonElement claims) =>
        claims.Object(Claims.NamesRoleService)?.Address("context_memberships_url") is { } address ? new MembershipsEndpoint(address) : null;
}
