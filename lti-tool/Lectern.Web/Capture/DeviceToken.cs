using Microsoft.AspNetCore.Http;

namespace Lectern.Web.Capture;

/// <summary>What a device signs in with: <c>Authorization: Bearer {device:n}.{key}</c>.</summary>
internal sealed record DeviceToken(Guid Device, string Key)
{
    private const string Prefix = "Bearer ";
    private const int IdLength = 32;
    private const int KeyLength = 43;

    /// <summary>Null where the header holds none.</summary>
    internal static DeviceToken? Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.Length == Prefix.Length + IdLength + 1 + KeyLength
            && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && header[Prefix.Length + IdLength] == '.'
            && Guid.TryParseExact(header.AsSpan(Prefix.Length, IdLength), "n", out var device)
                ? new DeviceToken(device, header[^KeyLength..])
                : null;
    }
}
