using Lectern.Core.Uploads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Opencast;

/// <summary>What capture boxes ask of an Opencast, so that those in the rooms work as they are. A box signs in as its room's device and reaches that room alone.</summary>
internal static class OpencastApi
{
    internal const long SmallBody = 1 << 20;

    /// <summary>A whole lecture. What a setting says is asked for only when it comes, so that a wrong one is told by the check and by nothing else.</summary>
    internal static void AllowWholeFiles(this HttpContext context, UploadOptions uploads)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = uploads.LargestFile;
        }
    }

    internal static void MapOpencast(this IEndpointRouteBuilder routes)
    {
        var boxes = routes.MapGroup("").RequireAuthorization(BoxAuthentication.SchemeName);
        RegistryApi.Map(boxes);
        AgentApi.Map(boxes);
        CalendarApi.Map(boxes);
        IngestApi.Map(boxes);
        ZipApi.Map(boxes);
        BookApi.Map(boxes);
    }
}
