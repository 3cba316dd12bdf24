using Lectern.Core.Capture.Devices;
using Microsoft.AspNetCore.Http;

namespace Lectern.Web.Capture;

internal static class DeviceExtensions
{
    /// <summary>The device that signed in.</summary>
    internal static Device Device(this HttpContext context) =>
        context.Features.Get<Device>() ?? throw new InvalidOperationException("This route is not behind the devices' policy.");
}
