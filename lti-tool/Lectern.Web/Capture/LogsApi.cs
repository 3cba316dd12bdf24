using Lectern.Contracts;
using Lectern.Core.Capture.Devices;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Capture;

/// <summary>The log that a machine was ordered to send.</summary>
internal static class LogsApi
{
    internal static void Map(IEndpointRouteBuilder devices) =>
        devices.MapPut("/capture/logs/{order:guid}", KeepAsync).WithMetadata(new LargestBody(CapturePaths.LargestLog));

    private static async Task<IResult> KeepAsync(Guid order, DeviceLogs logs, HttpContext context, CancellationToken cancellationToken)
    {
        if (!await logs.IsAskedAsync(context.Device(), order, cancellationToken))
        {
            return Problems.Result(Refusals.LogNotAsked);
        }

        using var log = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(log, cancellationToken);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Problems.Result(Refusals.NoLog);
        }

        return await logs.KeepAsync(context.Device(), order, log.ToArray(), cancellationToken) switch
        {
            null => TypedResults.NoContent(),
            LogRefusal.NotAsked => Problems.Result(Refusals.LogNotAsked),
            _ => Problems.Result(Refusals.NoLog),
        };
    }
}
