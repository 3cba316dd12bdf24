using Microsoft.AspNetCore.Http;

namespace Lectern.Web.Security;

internal sealed class PageHeadersMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        // Media addresses are public by their signature and have a cache policy of their own.
        if (!context.Request.Path.StartsWithSegments("/m"))
        {
            context.Response.OnStarting(static state =>
            {
                var context = (HttpContext)state;
                PageHeaders.Of(context).Apply(context.Response.Headers);
                return Task.CompletedTask;
            }, context);
        }

        return next(context);
    }
}
