using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Lti;

internal static class KeySetEndpoint
{
    internal static void MapKeySet(this IEndpointRouteBuilder routes) =>
        routes.MapGet(LtiProtocol.KeysPath, async (LtiProtocol protocol, TimeProvider time, HttpContext context, CancellationToken cancellationToken) =>
        {
            var keys = await protocol.ToolKeysAsync(cancellationToken);
            context.Response.Headers.CacheControl = "public, max-age=300";
            return Results.Text(keys.ToJwks(time.GetUtcNow()), "application/json");
        }).AllowAnonymous();
}
