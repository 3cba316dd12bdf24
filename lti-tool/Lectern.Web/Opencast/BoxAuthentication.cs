using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Lectern.Core.Capture.Devices;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Opencast;

/// <summary>Reads a box's user and password from the <c>Authorization</c> header (RFC 7617): the device's id and its key. The device, not the name it gives itself, decides what it reaches.</summary>
internal sealed class BoxAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    SignInDevice signIn) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    internal const string SchemeName = "Box";
    private const string Prefix = "Basic ";
    private const int LongestHeader = 256;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Credentials() is not { } given)
        {
            return AuthenticateResult.NoResult();
        }

        var found = await signIn.RunAsync(given.Device, given.Key, Context.RequestAborted);
        if (found.Device is not { RevokedAt: null, IsBox: true } device)
        {
            Context.Features.Set(found);
            return AuthenticateResult.Fail("The key opens nothing.");
        }

        Context.Features.Set(device);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, device.Id.ToString())], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Basic realm=\"Opencast\", charset=\"UTF-8\"";
        return Problems.WriteAsync(Context, Context.Features.Get<DeviceSignIn>() is { IsRevoked: true } ? Refusals.DeviceRevoked : Refusals.DeviceUnknown);
    }

    private (Guid Device, string Key)? Credentials()
    {
        var header = Request.Headers.Authorization.ToString();
        Span<byte> bytes = stackalloc byte[LongestHeader];
        if (header.Length > LongestHeader || !header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || !Convert.TryFromBase64String(header[Prefix.Length..].Trim(), bytes, out var count))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(bytes[..count]).Split(':', 2);
        return parts.Length == 2 && Guid.TryParseExact(parts[0], "n", out var device) ? (device, parts[1]) : null;
    }
}
