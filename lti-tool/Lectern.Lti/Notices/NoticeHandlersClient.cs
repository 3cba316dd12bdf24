using System.Text.Json.Nodes;
using Lectern.Lti.Http;
using Lectern.Lti.Json;
using Lectern.Lti.Services;

namespace Lectern.Lti.Notices;

/// <summary>Tells a platform where to send its notices (Platform Notification Service 1.0). Handlers belong to one deployment.</summary>
/// <param name="services">Sends the requests.</param>
public sealed class NoticeHandlersClient(LtiServiceClient services)
{
    private const string Json = "application/json";

    /// <summary>Reads which handlers are set.</summary>
    /// <param name="registration">The platform.</param>
    /// <param name="endpoint">The deployment.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The handlers; or LTI-060 to LTI-072.</returns>
    public async Task<LtiResult<NoticeHandlers>> GetAsync(LtiRegistration registration, NoticesEndpoint endpoint, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(registration, endpoint, HttpMethod.Get, null, cancellationToken);
        if (!answer.IsAccepted)
        {
            return answer.Rejection;
        }

        if (!answer.Value.TryReadJson(out var json) || json.Get("notice_handlers") is null)
        {
            return Rejections.ServiceAnswerUnreadable.With("no notice_handlers");
        }

        var handlers = json.Objects("notice_handlers").Where(one => one.Filled("notice_type") is not null).Select(one => new NoticeHandler(one.Filled("notice_type")!, one.Filled("handler")));
        return new NoticeHandlers(json.Id("deployment_id"), [.. handlers]);
    }

    /// <summary>Sets the handler of a type, in place of the one before. Safe to repeat. Canvas takes only addresses on the tool's own domain.</summary>
    /// <param name="registration">The platform.</param>
    /// <param name="endpoint">The deployment.</param>
    /// <param name="noticeType">The type.</param>
    /// <param name="address">This tool's public address; best with the registration in it, so that <see cref="NoticeVerifier"/> knows whose notice comes.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Null when it is set; or LTI-060 to LTI-074, LTI-074 for a type the platform did not list.</returns>
    public async Task<Rejection?> PutAsync(LtiRegistration registration, NoticesEndpoint endpoint, string noticeType, string address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (Origin.Of(address) is null)
        {
            throw new ArgumentException("A handler is a web address.", nameof(address));
        }

        return endpoint.NoticeTypes.Contains(noticeType, StringComparer.Ordinal)
            ? await SetAsync(registration, endpoint, noticeType, address, cancellationToken)
            : Rejections.ServiceNotOffered.With(noticeType);
    }

    /// <summary>Takes the handler of a type away. Safe to repeat.</summary>
    /// <param name="registration">The platform.</param>
    /// <param name="endpoint">The deployment.</param>
    /// <param name="noticeType">The type.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Null when there is none; or LTI-060 to LTI-071.</returns>
    public Task<Rejection?> RemoveAsync(LtiRegistration registration, NoticesEndpoint endpoint, string noticeType, CancellationToken cancellationToken) =>
        SetAsync(registration, endpoint, noticeType, "", cancellationToken);

    private async Task<Rejection?> SetAsync(LtiRegistration registration, NoticesEndpoint endpoint, string noticeType, string address, CancellationToken cancellationToken) =>
        (await SendAsync(registration, endpoint, HttpMethod.Put, new JsonObject { ["notice_type"] = noticeType, ["handler"] = address }, cancellationToken)).Rejection;

    private async Task<LtiResult<ServiceAnswer>> SendAsync(
        LtiRegistration registration, NoticesEndpoint endpoint, HttpMethod method, JsonObject? body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(registration);
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.Scopes.Contains(Scopes.NoticeHandlers, StringComparer.Ordinal)
            ? await services.SendAsync(new ServiceCall(registration, Scopes.NoticeHandlers, method, endpoint.Address) { Accept = Json, Body = body }, cancellationToken)
            : Rejections.ScopeNotGranted.With(Scopes.NoticeHandlers);
    }
}
