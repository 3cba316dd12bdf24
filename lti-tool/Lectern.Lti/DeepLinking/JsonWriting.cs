using System.Globalization;
using System.Text.Json.Nodes;

namespace Lectern.Lti.DeepLinking;

/// <summary>Writes only what is there.</summary>
internal static class JsonWriting
{
    public static void Put(this JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }

    public static void Put(this JsonObject json, string name, DateTimeOffset? instant) =>
        json.Put(name, instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
}
