using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Security;

/// <summary>
/// Whatever a proxy in front of us calls us, and whatever a caller writes into <c>Host</c>: our address is the configured one.
/// </summary>
internal sealed class PublicAddressMiddleware(RequestDelegate next, IOptions<WebOptions> options)
{
    private readonly Uri _address = new(options.Value.PublicUrl);

    public Task InvokeAsync(HttpContext context)
    {
        (context.Request.Scheme, context.Request.Host) = (_address.Scheme, HostString.FromUriComponent(_address));
        return next(context);
    }
}
