using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Devices;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Capture;

/// <summary>How a device is, every 15 s or every second.</summary>
internal static class StatusApi
{
    // Room for hundreds of recordings that wait to be uploaded.
    private const long LargestStatus = 128 * 1024;

    internal static void Map(IEndpointRouteBuilder devices) => devices.MapPost(CapturePaths.Status, KeepAsync).WithMetadata(new LargestBody(LargestStatus));

    private static async Task<IResult> KeepAsync(AgentStatus status, KeepStatus keep, HttpContext context, CancellationToken cancellationToken) =>
        status.IsWhole() ? TypedResults.Ok(await keep.RunAsync(context.Device(), status, cancellationToken)) : Problems.Result(Refusals.Unreadable);
}
