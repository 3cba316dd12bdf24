using Lectern.Web.Answers;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Api;

/// <summary>What our scripts ask for behind a launch. Every route asks for the session of that very launch.</summary>
internal static class LaunchApi
{
    internal static void MapLaunchApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/w/{launch:guid}/api").RequireAuthorization(LaunchPolicy.Name);
        api.MapPost("/alive", () => TypedResults.NoContent());
        api.MapVideos();
        api.MapAudience();
        api.MapWatched();
        api.MapUploadList();
        api.MapDeepLink();
        api.MapPeople();
        api.MapFallback("{**rest}", () => Problems.Result(Refusals.NoSuchPage));
        api.MapPost("/session/end", async (Lectern.Core.Launches.Sessions sessions, HttpContext context, CancellationToken cancellationToken) =>
        {
            await sessions.RevokeAsync(context.LaunchSession().Id, cancellationToken);
            return TypedResults.NoContent();
        });
    }
}
