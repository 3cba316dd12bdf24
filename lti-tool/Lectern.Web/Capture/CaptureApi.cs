using Lectern.Web.Capture.Recordings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Capture;

/// <summary>What machines in rooms ask. All but the first request want a device's key, and that opens nothing else.</summary>
internal static class CaptureApi
{
    /// <summary>For requests that bring a record or two.</summary>
    internal const long SmallBody = 16 * 1024;

    internal static void MapCapture(this IEndpointRouteBuilder routes)
    {
        EnrolApi.Map(routes);
        ButtonApi.Map(routes);
        MetricsApi.Map(routes);
        var devices = routes.MapGroup("").RequireAuthorization(DeviceAuthentication.SchemeName);
        DeviceApi.Map(devices);
        StatusApi.Map(devices);
        OrdersApi.Map(devices);
        ScheduleApi.Map(devices);
        PicturesApi.Map(devices);
        LogsApi.Map(devices);
        UpdatesApi.Map(devices);
        RecordingApi.Map(devices);
    }
}
