using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Lectern.Core.Capture.Boxes;
using Lectern.Core.Capture.Devices;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Opencast;

/// <summary>
/// Reads who a box is from the <c>Authorization</c> header: the device's id and its key by Basic (RFC 7617), or the answer to a challenge by Digest (RFC 7616). The device, not the name it gives itself,
/// decides what it reaches.
/// </summary>
internal sealed class BoxAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    SignInDevice signIn,
    SignInBox answered,
    DigestNonces nonces) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    internal const string SchemeName = "Box";
    private const string Prefix = "Basic ";
    private const int LongestHeader = 256;
    private bool _isStale;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (await SignInAsync(Request.Headers.Authorization.ToString()) is not { } found)
        {
            return AuthenticateResult.NoResult();
        }

        if (found.Device is not { RevokedAt: null, IsBox: true } device)
        {
            Context.Features.Set(found);
            return AuthenticateResult.Fail("The key opens nothing.");
        }

        Context.Features.Set(device);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, device.Id.ToString())], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    // As Opencast does: Digest for whoever asks for it, for many a client takes the first scheme it sees.
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var isDigest = Request.Headers["X-Requested-Auth"].ToString().Equals(DigestAnswer.Scheme, StringComparison.OrdinalIgnoreCase)
            || Request.Headers.Authorization.ToString().StartsWith($"{DigestAnswer.Scheme} ", StringComparison.OrdinalIgnoreCase);
        Response.Headers.WWWAuthenticate = isDigest
            ? $"{DigestAnswer.Scheme} realm=\"{BoxDigest.Realm}\", qop=\"auth\", nonce=\"{nonces.Create()}\"{(_isStale ? ", stale=true" : "")}"
            : $"Basic realm=\"{BoxDigest.Realm}\", charset=\"UTF-8\"";
        return Problems.WriteAsync(Context, Context.Features.Get<DeviceSignIn>() is { IsRevoked: true } ? Refusals.DeviceRevoked : Refusals.DeviceUnknown);
    }

    /// <summary>Null for a header that says nothing we know.</summary>
    private async Task<DeviceSignIn?> SignInAsync(string header)
    {
        if (DigestAnswer.Read(header) is { } answer)
        {
            return await AnswerAsync(answer);
        }

        return Credentials(header) is { } given ? await signIn.RunAsync(given.Device, given.Key, Context.RequestAborted) : null;
    }

    // Only who knows the password is told that its nonce was too old (RFC 7616 §3.3), and comes again with the new one.
    private async Task<DeviceSignIn> AnswerAsync(DigestAnswer answer)
    {
        var found = answer.IsFor(Context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget)
            ? await answered.RunAsync(answer.Device, answer.DataOf(Request.Method), answer.Response, Context.RequestAborted)
            : new DeviceSignIn(null);
        _isStale = found.Device is not null && !nonces.IsGood(answer.Nonce);
        return _isStale ? new DeviceSignIn(null) : found;
    }

    private static (Guid Device, string Key)? Credentials(string header)
    {
        Span<byte> bytes = stackalloc byte[LongestHeader];
        if (header.Length > LongestHeader || !header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || !Convert.TryFromBase64String(header[Prefix.Length..].Trim(), bytes, out var count))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(bytes[..count]).Split(':', 2);
        return parts.Length == 2 && Guid.TryParseExact(parts[0], "n", out var device) ? (device, parts[1]) : null;
    }
}
