using System.Text.Json;
using Lectern.Lti.Json;
using Lectern.Lti.Services;

namespace Lectern.Lti.Grades;

/// <summary>Reads, makes, changes and deletes a course's line items (AGS 2.0 §3.2). Needs the scope lineitem, for reading lineitem.readonly is enough.</summary>
/// <param name="services">Sends the requests.</param>
public sealed class LineItemsClient(LtiServiceClient services)
{
    private const string One = "application/vnd.ims.lis.v2.lineitem+json";
    private const string Many = "application/vnd.ims.lis.v2.lineitemcontainer+json";
    private readonly ServicePager pager = new(services);

    /// <summary>Lists this tool's line items of the course.</summary>
    /// <param name="registration">The platform.</param>
    /// <param name="endpoint">The course.</param>
    /// <param name="filter">Which ones; null for all.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Pages; a refusal (LTI-060 to LTI-074) is the last one.</returns>
    public IAsyncEnumerable<LtiResult<ServicePage<LineItem>>> ListAsync(
        LtiRegistration registration, GradesEndpoint endpoint, LineItemFilter? filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        filter ??= new LineItemFilter();
        var call = Reading(registration, endpoint, endpoint.LineItems, Many);
        if (!call.IsAccepted)
        {
            return ServicePager.Refused<LineItem>(call.Rejection);
        }

        var filters = filter.Filters();
        var first = call.Value with { Address = ServiceAddress.With(call.Value.Address, [.. filters, .. filter.PageSize()]) };
        return pager.ReadAsync(first, filters, json => ReadMany(json, filter), cancellationToken);
    }

    /// <summary>Makes a line item. Not safe to repeat: look for its <see cref="LineItemContent.ResourceId"/> first.</summary>
    /// <param name="registration">The platform.</param>
    /// <param name="endpoint">The course.</param>
    /// <param name="content">What it is to say: a label and points above zero.</param>
    /// <param name="cancellationToken">Stops waiting; it may then be made or not.</param>
    /// <returns>The line item; or LTI-060 to LTI-074.</returns>
    /// <exception cref="InvalidOperationException">The content has no label or no points.</exception>
    public async Task<LtiResult<LineItem>> CreateAsync(LtiRegistration registration, GradesEndpoint endpoint, LineItemContent content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(content);
        var call = GradesCalls.Prepare(registration, endpoint, HttpMethod.Post, endpoint.LineItems, Scopes.LineItem);
        return call.IsAccepted
            ? await SendAsync(call.Value with { Body = content.ToJson(), ContentType = One, Accept = One }, null, cancellationToken)
            : call.Rejection;
    }

    /// <summary>Reads a line item.</summary>
    /// <param name="registration">The platform.</param>
    /// <param name="endpoint">The course.</param>
    /// <param name="address">The line item's address.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The line item; or LTI-060 to LTI-074, LTI-068 when it was deleted.</returns>
    public async Task<LtiResult<LineItem>> GetAsync(LtiRegistration registration, GradesEndpoint endpoint, string address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var call = Reading(registration, endpoint, address, One);
        return call.IsAccepted ? await SendAsync(call.Value, null, cancellationToken) : call.Rejection;
    }

    /// <summary>Reads a line item, changes it and writes all of it back: what an update leaves out, such as resourceId and tag, Moodle clears.</summary>
    /// <param name="registration">The platform.</param>
    /// <param name="endpoint">The course.</param>
    /// <param name="address">The line item's address.</param>
    /// <param name="change">Makes the new content out of the present one; the same content back writes nothing.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The line item as it is now; or LTI-060 to LTI-074.</returns>
    public async Task<LtiResult<LineItem>> UpdateAsync(
        LtiRegistration registration, GradesEndpoint endpoint, string address, Func<LineItemContent, LineItemContent> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(change);
        var call = GradesCalls.Prepare(registration, endpoint, HttpMethod.Put, address, Scopes.LineItem);
        if (!call.IsAccepted)
        {
            return call.Rejection;
        }

        var present = await GetAsync(registration, endpoint, address, cancellationToken);
        if (!present.IsAccepted || change(present.Value.Content) is not { } content || content == present.Value.Content)
        {
            return present;
        }

        var body = content.ToJson();
        body["id"] = present.Value.Address;
        return await SendAsync(call.Value with { Body = body, ContentType = One, Accept = One }, present.Value with { Content = content }, cancellationToken);
    }

    /// <summary>Deletes a line item with all its grades. One that is gone already counts as deleted.</summary>
    /// <param name="registration">The platform.</param>
    /// <param name="endpoint">The course.</param>
    /// <param name="address">The line item's address.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Null when it is gone; or LTI-060 to LTI-074. Canvas does not give away one that belongs to an assignment (LTI-066).</returns>
    public async Task<Rejection?> DeleteAsync(LtiRegistration registration, GradesEndpoint endpoint, string address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var call = GradesCalls.Prepare(registration, endpoint, HttpMethod.Delete, address, Scopes.LineItem);
        if (!call.IsAccepted)
        {
            return call.Rejection;
        }

        var answer = await services.SendAsync(call.Value with { Accept = One }, cancellationToken);
        return answer.Rejection is { } rejection && rejection.Code != Rejections.ServiceTargetGone.Code ? rejection : null;
    }

    private static LtiResult<ServiceCall> Reading(LtiRegistration registration, GradesEndpoint endpoint, string? address, string accept)
    {
        var call = GradesCalls.Prepare(registration, endpoint, HttpMethod.Get, address, Scopes.LineItemReadOnly, Scopes.LineItem);
        return call.IsAccepted ? call.Value with { Accept = accept } : call.Rejection;
    }

    private static List<LineItem>? ReadMany(JsonElement json, LineItemFilter filter) =>
        json.ValueKind == JsonValueKind.Array ? [.. ((JsonElement?)json).Objects().Select(LineItem.Read).OfType<LineItem>().Where(filter.Fits)] : null;

    /// <param name="call">The request.</param>
    /// <param name="written">What was written: some platforms answer an update with nothing.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    private async Task<LtiResult<LineItem>> SendAsync(ServiceCall call, LineItem? written, CancellationToken cancellationToken)
    {
        var answer = await services.SendAsync(call, cancellationToken);
        if (!answer.IsAccepted)
        {
            return answer.Rejection;
        }

        var item = answer.Value.TryReadJson(out var json) ? LineItem.Read(json) ?? written : written;
        return item is null ? Rejections.ServiceAnswerUnreadable.With("no line item") : item;
    }
}
