using System.Security.Cryptography;
using System.Text.Json;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Orders;
using Lectern.Core.Capture.Rooms;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Lectern.Web.Capture;

/// <summary>
/// Orders for a device, which waits for them. It ends at once when there is something that the caller doesn't know: by its ETag where it sends one, else by what there was when it
/// asked. A change of this process wakes it, one of another server is seen within some seconds.
/// </summary>
internal sealed class OrdersApi(ReadOrders read, RoomSignals signals, IHostApplicationLifetime life, TimeProvider time)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(3);

    internal static void Map(IEndpointRouteBuilder devices)
    {
        devices.MapGet(CapturePaths.Orders, (OrdersApi orders, HttpContext context) => orders.WaitAsync(context));
        devices.MapPost(CapturePaths.Orders, ReportAsync).WithMetadata(new LargestBody(CaptureApi.SmallBody));
    }

    private static async Task<IResult> ReportAsync(OrderResult result, ReportOrder report, HttpContext context, CancellationToken cancellationToken)
    {
        await report.RunAsync(context.Device(), result, cancellationToken);
        return TypedResults.NoContent();
    }

    private async Task<IResult> WaitAsync(HttpContext context)
    {
        // A server that stops answers those who wait, so that they ask its successor.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
        var device = context.Device();
        var until = time.GetUtcNow() + s_longest;
        var changed = signals.NextAsync(device.RoomId);
        var first = await read.RunAsync(device, context.RequestAborted);
        var orders = first;
        var asksWithTag = context.Request.Headers.IfNoneMatch.Count > 0;
        while (!IsNews(context, asksWithTag, first, orders) && time.GetUtcNow() < until && !ending.IsCancellationRequested)
        {
            await WaitAsync(changed, ending.Token);
            changed = signals.NextAsync(device.RoomId);
            orders = await read.RunAsync(device, context.RequestAborted);
        }

        return context.IsKnown(TagOf(orders)) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(orders);
    }

    private static bool IsNews(HttpContext context, bool asksWithTag, Orders first, Orders now) =>
        asksWithTag ? !context.IsKnown(TagOf(now)) : now.Waiting.Count > 0 || TagOf(now) != TagOf(first);

    private async Task WaitAsync(Task changed, CancellationToken ending)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ending);
        await Task.WhenAny(changed, Task.Delay(s_look, time, over.Token));
        await over.CancelAsync();
    }

    private static string TagOf(Orders orders) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(orders, CaptureJson.Default.Orders)))[..32];
}
