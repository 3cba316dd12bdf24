using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lectern.Demo.Browser;

/// <summary>JSON requests whose refusals become readable failures.</summary>
internal static class JsonCalls
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };

    public static async Task<T> GetAsync<T>(HttpClient http, Uri address, CancellationToken cancellation)
    {
        using var response = await http.GetAsync(address, cancellation);
        return await ReadAsync<T>(response, cancellation);
    }

    public static async Task<T> PostAsync<T>(HttpClient http, Uri address, object body, CancellationToken cancellation)
    {
        using var response = await http.PostAsJsonAsync(address, body, Json, cancellation);
        return await ReadAsync<T>(response, cancellation);
    }

    public static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellation)
    {
        var text = await response.Content.ReadAsStringAsync(cancellation);
        var asked = $"{response.RequestMessage?.Method} {response.RequestMessage?.RequestUri?.AbsolutePath}";
        if (!response.IsSuccessStatusCode)
        {
            throw new DemoFailure($"{asked} answered {(int)response.StatusCode}: {Gist(text)}");
        }

        try
        {
            return JsonSerializer.Deserialize<T>(text, Json) ?? throw new DemoFailure($"{asked} answered nothing.");
        }
        catch (JsonException problem)
        {
            throw new DemoFailure($"{asked} answered something else than expected ({problem.Message}): {Gist(text)}");
        }
    }

    private static string Gist(string text) => text.Length <= 400 ? text : text[..400] + " …";
}
