using System.Security.Claims;
using System.Text.Encodings.Web;
using Lectern.Core.Imports;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Security;

/// <summary>Reads a program's key for imports from the <c>Authorization</c> header. It opens the platform in the address, or nothing.</summary>
internal sealed class ImportKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    ImportKeys keys) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    internal const string SchemeName = "ImportKey";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerToken.Of(Request) is not { } secret || !Guid.TryParse(Context.GetRouteValue("platform") as string, out var platform))
        {
            return AuthenticateResult.NoResult();
        }

        if (await keys.FindAsync(platform, secret, Context.RequestAborted) is not { } key)
        {
            return AuthenticateResult.Fail("The key opens nothing here.");
        }

        Context.Features.Set(key);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, key.Id.ToString())], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.WriteAsync(Context, Refusals.ImportKeyUnusable);
    }
}
