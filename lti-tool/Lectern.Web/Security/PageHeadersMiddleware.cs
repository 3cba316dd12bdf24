using Microsoft.AspNetCore.Http;

namespace Lectern.Web.Security;

internal sealed class PageHeadersMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(static state =>
        {
            var context = (HttpContext)state;
            if (context.GetEndpoint()?.Metadata.GetMetadata<OwnHeaders>() is null)
            {
                PageHeaders.Of(context).Apply(context.Response.Headers);
            }

            return Task.CompletedTask;
        }, context);
        return next(context);
    }
}
