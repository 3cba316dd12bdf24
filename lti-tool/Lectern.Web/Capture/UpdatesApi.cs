using Lectern.Contracts;
using Lectern.Core.Capture.Updates;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Capture;

/// <summary>The newest update for a device's platform. It is the device that decides whether it takes it.</summary>
internal static class UpdatesApi
{
    internal static void Map(IEndpointRouteBuilder devices) => devices.MapGet($"{CapturePaths.Updates}/{{platform}}", ReadAsync);

    private static async Task<IResult> ReadAsync(string platform, AgentUpdates updates, CancellationToken cancellationToken) =>
        await updates.OpenAsync(platform, cancellationToken) is { } update ? Results.Stream(update.Content, "application/octet-stream") : Problems.Result(Refusals.NoUpdate);
}
