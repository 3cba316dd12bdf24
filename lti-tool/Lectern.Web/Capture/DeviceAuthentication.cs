using System.Security.Claims;
using System.Text.Encodings.Web;
using Lectern.Core.Capture.Devices;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Capture;

/// <summary>Reads a device's id and key from the <c>Authorization</c> header: never from a cookie or an address.</summary>
internal sealed class DeviceAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    SignInDevice signIn) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    internal const string SchemeName = "Device";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (DeviceToken.Of(Request) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        var found = await signIn.RunAsync(token.Device, token.Key, Context.RequestAborted);
        if (found.Device is not { RevokedAt: null, IsBox: false } device)
        {
            // A box's password opens what boxes ask for and nothing of an agent's. Only who holds the right key learns that it was revoked.
            Context.Features.Set(found);
            return AuthenticateResult.Fail("The key opens nothing.");
        }

        Context.Features.Set(device);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, device.Id.ToString())], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.WriteAsync(Context, Context.Features.Get<DeviceSignIn>() is { IsRevoked: true } ? Refusals.DeviceRevoked : Refusals.DeviceUnknown);
    }
}
