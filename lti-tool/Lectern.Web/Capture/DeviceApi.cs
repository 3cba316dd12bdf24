using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Rooms;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Capture;

/// <summary>A device's own affairs: its key, what it could record from, and what it shall record how.</summary>
internal static class DeviceApi
{
    private const long LargestInputs = 64 * 1024;

    internal static void Map(IEndpointRouteBuilder devices)
    {
        devices.MapPut(CapturePaths.Key, ChangeKeyAsync).WithMetadata(new LargestBody(CaptureApi.SmallBody));
        devices.MapGet(CapturePaths.Settings, SettingsAsync);
        devices.MapPut(CapturePaths.Inputs, KeepInputsAsync).WithMetadata(new LargestBody(LargestInputs));
    }

    private static async Task<IResult> ChangeKeyAsync(KeyChange change, ChangeDeviceKey changeKey, HttpContext context, CancellationToken cancellationToken)
    {
        if (KeyHashes.FromHex(change.KeyHash) is not { } keyHash)
        {
            return Problems.Result(Refusals.Unreadable);
        }

        await changeKey.RunAsync(context.Device().Id, keyHash, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> KeepInputsAsync(FoundInputs found, KeepFoundInputs keep, HttpContext context, CancellationToken cancellationToken) =>
        await keep.RunAsync(context.Device(), found, cancellationToken) ? TypedResults.NoContent() : Problems.Result(Refusals.Unreadable);

    private static async Task<IResult> SettingsAsync(ReadSettings read, HttpContext context, CancellationToken cancellationToken)
    {
        var device = context.Device();
        var settings = await read.RunAsync(device.RoomId, cancellationToken);
        settings.Pictures &= device.Speaks;
        return context.IsKnown(settings.Version) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(settings);
    }
}
