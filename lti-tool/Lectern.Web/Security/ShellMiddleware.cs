using Microsoft.AspNetCore.Http;

namespace Lectern.Web.Security;

/// <summary>
/// A browser that opens any address under <c>/w/{launch}/</c> sends no bearer token: whatever the address, it gets the same
/// empty shell, whose script then asks for the page with the header.
/// </summary>
internal sealed class ShellMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method)
            && context.Request.Headers.Authorization.Count == 0
            && context.Request.Path.Value?.Split('/') is ["", "w", var launch, .. var rest]
            && Guid.TryParse(launch, out _)
            && rest is not ["api" or "uploads", ..])
        {
            context.Request.Path = $"/shell/{launch}";
        }

        return next(context);
    }
}
