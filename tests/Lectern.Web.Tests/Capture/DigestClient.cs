using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Lectern.Core.Capture.Boxes;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests.Capture;

/// <summary>Signs in by Digest as libcurl does for boxes: asks without a body, answers the challenge, and may answer it again.</summary>
internal sealed class DigestClient(LecternApp app, BoxKey key) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(app.Url) };

    internal static string NonceOf(HttpResponseMessage response) => Regex.Match(Challenge(response), "nonce=\"([^\"]+)\"").Groups[1].Value;

    internal static string Challenge(HttpResponseMessage response) => Assert.Single(response.Headers.WwwAuthenticate).ToString();

    internal Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, string? authorization = null, HttpContent? body = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body };
        request.Headers.Add("X-Requested-Auth", "Digest");
        request.Headers.Authorization = authorization is null ? null : AuthenticationHeaderValue.Parse(authorization);
        return _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    internal async Task<HttpResponseMessage> SignInAsync(HttpMethod method, string path, HttpContent? body = null)
    {
        using var asked = await AskAsync(method, path);
        return await AskAsync(method, path, Answer(NonceOf(asked), method, path), body);
    }

    /// <param name="qop">Null as before RFC 2617.</param>
    internal string Answer(string nonce, HttpMethod method, string path, string? password = null, string? qop = "auth")
    {
        var data = $"{nonce}:{(qop is null ? "" : $"00000001:0a4f113b:{qop}:")}{Hash($"{method}:{path}")}";
        var response = Hash($"{Hash($"{key.Device:n}:Opencast:{password ?? key.Key}")}:{data}");
        return $"Digest username=\"{key.Device:n}\",realm=\"Opencast\",nonce=\"{nonce}\",uri=\"{path}\",{(qop is null ? "" : $"cnonce=\"0a4f113b\",nc=00000001,qop={qop},")}response=\"{response}\"";
    }

    public void Dispose() => _http.Dispose();

    [SuppressMessage("Security", "CA5351", Justification = "It is what boxes speak.")]
    private static string Hash(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
}
