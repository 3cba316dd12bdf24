using Lectern.Core.Platforms;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Language;

internal sealed class LaunchLanguageMiddleware(RequestDelegate next, FrameOrigins frames, LaunchLanguage language)
{
    public async Task InvokeAsync(HttpContext context)
    {
        // The shell has no session yet. What is read of its launch here, the page itself needs too.
        if (context.Request.Path.StartsWithSegments("/shell") && Guid.TryParse(context.GetRouteValue("launch") as string, out var launch))
        {
            context.Features.Set(await frames.FindAsync(launch, context.RequestAborted));
        }

        language.Speak(context);
        await next(context);
    }
}
