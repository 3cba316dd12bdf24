using System.Net;
using System.Net.Http.Headers;

namespace Lectern.CaptureAgent.Status;

/// <summary>Signs requests to the tool with the device's key, and with its other key where that one opens nothing.</summary>
internal sealed class DeviceKeyHandler(DeviceStore store, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // The key goes to the tool it is for and nowhere else, wherever an address came from.
        if (store.Read() is not { } device || !device.Server.IsBaseOf(request.RequestUri!))
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var response = await SendAsync(request, device.Device, device.Key, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized || store.Read() is not { } now || OtherThan(device.Key, now) is not { } other)
        {
            return response;
        }

        response.Dispose();
        response = await SendAsync(request, now.Device, other, cancellationToken);
        if (other == now.OtherKey && (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotModified))
        {
            store.TryChange(now, now with { Key = other, OtherKey = now.Key });
        }

        return response;
    }

    // The key may have been changed while the request was on its way.
    private static string? OtherThan(string key, DeviceFile now) => now.Key == key ? now.OtherKey : now.Key;

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Guid device, string key, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", $"{device:n}.{key}");
        return base.SendAsync(request, cancellationToken);
    }
}
