using System.Net;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Lectern.Lti.Http;
using Lectern.Lti.ServiceTokens;

namespace Lectern.Lti.Services;

/// <summary>
/// Talks to a platform's services (Security Framework 1.0 §4.2) for the clients of grades, memberships, groups and notices. Each request carries a token for its one
/// scope; a 401 drops that token and is tried once more with a new one. Everything else is the caller's to repeat: a <see cref="Rejection"/> says whether that helps
/// (<see cref="Rejection.IsTransient"/>) and when (<see cref="Rejection.RetryAfter"/>). Safe for many callers at once.
/// </summary>
/// <param name="clients">Gives the guarded client (see <see cref="PlatformHttp"/>), which bounds time and size and follows no redirects.</param>
/// <param name="http">The limits of that client.</param>
/// <param name="tokens">Gives the tokens.</param>
/// <param name="time">The clock, for Retry-After dates.</param>
public sealed class LtiServiceClient(Func<HttpClient> clients, PlatformHttpOptions http, ServiceTokenClient tokens, TimeProvider time)
{
    // Names and comments stay readable in the platform's log; nothing here goes into a page.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The answer of any status, or why there was none (no token, an address that is not called).</summary>
    internal async Task<LtiResult<ServiceAnswer>> ExchangeAsync(ServiceCall call, CancellationToken cancellationToken)
    {
        if (Origin.Of(call.Address) is null || !http.Allows(new Uri(call.Address)))
        {
            return Rejections.ServiceAddressRefused;
        }

        for (var attempt = 1; ; attempt++)
        {
            var token = await tokens.GetAsync(call.Registration, [call.Scope], cancellationToken);
            if (!token.IsAccepted)
            {
                return token.Rejection;
            }

            using var request = Build(call, token.Value);
            var answer = await PlatformAnswer.ReceiveAsync(clients(), request, cancellationToken);
            if (answer.Status is not HttpStatusCode.Unauthorized || attempt > 1)
            {
                return new ServiceAnswer(request.RequestUri!, answer, ServiceRefusals.Of(call, token.Value, answer, time.GetUtcNow()));
            }

            tokens.Forget(call.Registration, [call.Scope], token.Value);
        }
    }

    /// <summary>A successful answer, or why there was none.</summary>
    internal async Task<LtiResult<ServiceAnswer>> SendAsync(ServiceCall call, CancellationToken cancellationToken)
    {
        var answer = await ExchangeAsync(call, cancellationToken);
        return answer.Value?.Refusal is { } refusal ? refusal : answer;
    }

    private static HttpRequestMessage Build(ServiceCall call, ServiceToken token)
    {
        var request = new HttpRequestMessage(call.Method, new Uri(call.Address));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.AccessToken);
        if (call.Accept is not null)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(call.Accept));
        }

        if (call.Body is not null)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(call.Body, Plain));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(call.ContentType);
        }

        return request;
    }
}
