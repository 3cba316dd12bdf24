using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Lectern.Core.Capture.Telling;
using Lectern.Lti.Http;

namespace Lectern.Web.Capture.Telling;

/// <summary>
/// Posts JSON, signed: <c>Lectern-Signature</c> is the HMAC-SHA-256 of <c>Lectern-Timestamp</c>, a full stop and the body. What comes twice has the same <c>Lectern-Delivery</c>.
/// Where it goes is guarded as all addresses that others gave us are.
/// </summary>
internal sealed class WebHook(EditAlertSettings settings, PlatformHttpOptions guard, TimeProvider time) : IDisposable
{
    private readonly HttpClient _http = PlatformHttp.CreateClient(guard, time);

    internal async Task SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (await settings.SecretAsync(cancellationToken) is not { } secret)
        {
            throw new HttpRequestException("The webhook has no secret.");
        }

        var at = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, message.To)
        {
            Content = new StringContent(message.Body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add("Lectern-Delivery", message.Id.ToString());
        request.Headers.Add("Lectern-Timestamp", at);
        request.Headers.Add("Lectern-Signature", $"sha256={Sign(secret, at, message.Body)}");
        using var response = await _http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"It answered {(int)response.StatusCode}.");
        }
    }

    public void Dispose() => _http.Dispose();

    private static string Sign(string secret, string at, string body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{at}.{body}")));
}
