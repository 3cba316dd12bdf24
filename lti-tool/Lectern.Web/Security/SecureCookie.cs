using Microsoft.AspNetCore.Http;

namespace Lectern.Web.Security;

/// <summary>
/// A cookie that is Secure whatever the request came by. Behind a proxy, and on the machine itself, the request is plain http,
/// which antiforgery would refuse to serve; browsers take Secure cookies from loopback addresses.
/// </summary>
internal sealed class SecureCookie : CookieBuilder
{
    public SecureCookie() => SecurePolicy = CookieSecurePolicy.None;

    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var options = base.Build(context, expiresFrom);
        options.Secure = true;
        return options;
    }
}
