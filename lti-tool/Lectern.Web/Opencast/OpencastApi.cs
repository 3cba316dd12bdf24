using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Opencast;

/// <summary>What capture boxes ask of an Opencast, so that those in the rooms work as they are. A box signs in as its room's device and reaches that room alone.</summary>
internal static class OpencastApi
{
    internal const long SmallBody = 1 << 20;

    internal static void MapOpencast(this IEndpointRouteBuilder routes)
    {
        var boxes = routes.MapGroup("").RequireAuthorization(BoxAuthentication.SchemeName);
        RegistryApi.Map(boxes);
        AgentApi.Map(boxes);
        CalendarApi.Map(boxes);
        IngestApi.Map(boxes);
    }
}
