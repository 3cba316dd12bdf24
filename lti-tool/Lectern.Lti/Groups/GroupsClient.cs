using System.Globalization;
using System.Text.Json;
using Lectern.Lti.Json;
using Lectern.Lti.Services;

namespace Lectern.Lti.Groups;

/// <summary>Reads a course's groups (Course Groups Service 1.0).</summary>
/// <param name="services">Sends the requests.</param>
public sealed class GroupsClient(LtiServiceClient services)
{
    private const string GroupsType = "application/vnd.ims.lti-gs.v1.contextgroupcontainer+json";
    private const string SetsType = "application/vnd.ims.lti-gs.v1.contextgroupsetcontainer+json";
    private readonly ServicePager pager = new(services);

    /// <summary>Reads the groups of the course, or those one person is in.</summary>
    /// <param name="registration">The platform.</param>
    /// <param name="endpoint">The course.</param>
    /// <param name="userId">The person: a launch's subject; null for all groups.</param>
    /// <param name="limit">Most groups a page; null leaves it to the platform.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Pages; a refusal (LTI-060 to LTI-073) is the last one.</returns>
    public IAsyncEnumerable<LtiResult<ServicePage<CourseGroup>>> ReadAsync(
        LtiRegistration registration, GroupsEndpoint endpoint, string? userId, int? limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return ReadAsync(registration, endpoint, endpoint.Groups, GroupsType, userId, limit, json => Read(json, "groups", CourseGroup.Read), cancellationToken);
    }

    /// <summary>Reads the sets of groups.</summary>
    /// <param name="registration">The platform.</param>
    /// <param name="endpoint">The course.</param>
    /// <param name="limit">Most sets a page; null leaves it to the platform.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Pages; a refusal (LTI-060 to LTI-074) is the last one, LTI-074 where the platform knows no sets.</returns>
    public IAsyncEnumerable<LtiResult<ServicePage<CourseGroupSet>>> ReadSetsAsync(
        LtiRegistration registration, GroupsEndpoint endpoint, int? limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.GroupSets is null
            ? ServicePager.Refused<CourseGroupSet>(Rejections.ServiceNotOffered)
            : ReadAsync(registration, endpoint, endpoint.GroupSets, SetsType, null, limit, json => Read(json, "sets", CourseGroupSet.Read), cancellationToken);
    }

    private static List<T>? Read<T>(JsonElement json, string name, Func<JsonElement, T?> read)
        where T : class =>
        json.Get(name) is { ValueKind: JsonValueKind.Array } ? [.. json.Objects(name).Select(read).OfType<T>()] : null;

    private IAsyncEnumerable<LtiResult<ServicePage<T>>> ReadAsync<T>(
        LtiRegistration registration,
        GroupsEndpoint endpoint,
        string address,
        string accept,
        string? userId,
        int? limit,
        Func<JsonElement, IReadOnlyList<T>?> read,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(registration);
        if (!endpoint.Scopes.Contains(Scopes.ContextGroupReadOnly, StringComparer.Ordinal))
        {
            return ServicePager.Refused<T>(Rejections.ScopeNotGranted.With(Scopes.ContextGroupReadOnly));
        }

        var filters = ServiceAddress.Filled(("user_id", userId));
        var first = ServiceAddress.With(address, [.. filters, .. ServiceAddress.Filled(("limit", limit?.ToString(CultureInfo.InvariantCulture)))]);
        return pager.ReadAsync(new ServiceCall(registration, Scopes.ContextGroupReadOnly, HttpMethod.Get, first) { Accept = accept }, filters, read, cancellationToken);
    }
}
