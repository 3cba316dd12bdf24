using System.Text.Json;

namespace Lectern.PracticeLms.Services;

internal static class JsonBody
{
    /// <returns>An undefined element where the body is no JSON.</returns>
    public static async Task<JsonElement> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellation);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
