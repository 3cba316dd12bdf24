using Lectern.Core.Capture.Devices;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Pages.Admin.Rooms;

/// <summary>A log that a machine sent, for the operator alone.</summary>
internal static class LogEndpoint
{
    internal static void MapDeviceLogs(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/admin/rooms/{id:guid}/logs/{order:guid}", ReadAsync).RequireAuthorization(OperatorPolicy.Name);

    private static async Task<IResult> ReadAsync(Guid id, Guid order, DeviceLogs logs, HttpContext context, CancellationToken cancellationToken)
    {
        if (await logs.OpenAsync(id, order, OperatorPolicy.Actor, cancellationToken) is not { } log)
        {
            return Results.NotFound();
        }

        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-store";
        return Results.Stream(log.Content, "application/zip", DeviceLog.NameOf(log.ModifiedAt));
    }
}
