using Lectern.Lti.Http;
using Lectern.Lti.Launch;
using Lectern.Lti.Services;

namespace Lectern.Lti.Memberships;

/// <summary>Reads who is in a course (Names and Role Provisioning Services 2.0). Ask only for courses this tool was launched from: some platforms would tell others too.</summary>
/// <param name="services">Sends the requests.</param>
public sealed class MembershipsClient(LtiServiceClient services)
{
    private const string Container = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";
    private readonly ServicePager pager = new(services);

    /// <summary>Reads all members, a page at a time; memory does not grow with the course. Someone may stand on two pages when the course changes meanwhile.</summary>
    /// <param name="registration">The platform.</param>
    /// <param name="endpoint">The course.</param>
    /// <param name="query">Which members; null for all.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>
    /// Pages. A refusal (LTI-060 to LTI-073) is the last one, and then nobody may be taken for gone. Where the last page has
    /// <see cref="ServicePage{T}.Differences"/>, keep it for <see cref="ReadChangesAsync"/>.
    /// </returns>
    public IAsyncEnumerable<LtiResult<ServicePage<Member>>> ReadAsync(
        LtiRegistration registration,
        MembershipsEndpoint endpoint,
        MembershipQuery? query,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(registration);
        ArgumentNullException.ThrowIfNull(endpoint);
        query ??= new MembershipQuery();
        var filters = query.Filters();
        var address = ServiceAddress.With(endpoint.Address, [.. filters, .. query.PageSize()]);
        return ReadAsync(registration, address, filters, Role(query.Role), cancellationToken);
    }

    /// <summary>Reads what changed since a former reading (§2.4.3); members who left come as <see cref="MembershipStatus.Deleted"/>.</summary>
    /// <param name="registration">The platform.</param>
    /// <param name="endpoint">The course.</param>
    /// <param name="differences">What that reading's last page gave.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Pages as in <see cref="ReadAsync(LtiRegistration, MembershipsEndpoint, MembershipQuery?, CancellationToken)"/>; LTI-064 when the address is not where the course's memberships are. After any refusal read all anew.</returns>
    public IAsyncEnumerable<LtiResult<ServicePage<Member>>> ReadChangesAsync(
        LtiRegistration registration,
        MembershipsEndpoint endpoint,
        string differences,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(registration);
        ArgumentNullException.ThrowIfNull(endpoint);
        var isThere = Origin.Of(differences) is { } origin && origin == Origin.Of(endpoint.Address);
        return ReadAsync(registration, isThere ? differences : "", [], null, cancellationToken);
    }

    private IAsyncEnumerable<LtiResult<ServicePage<Member>>> ReadAsync(
        LtiRegistration registration, string address, IReadOnlyList<KeyValuePair<string, string>> filters, LtiRole? role, CancellationToken cancellationToken)
    {
        var call = new ServiceCall(registration, Scopes.ContextMembershipReadOnly, HttpMethod.Get, address) { Accept = Container };
        return pager.ReadAsync(call, filters, json => MemberReader.Read(json, role), cancellationToken);
    }

    // A platform may not know the filter; a role outside the vocabulary is left to it alone.
    private static LtiRole? Role(string? role) => role is not null && LtiRole.Parse(role) is { Scope: RoleScope.Context } known ? known : null;
}
