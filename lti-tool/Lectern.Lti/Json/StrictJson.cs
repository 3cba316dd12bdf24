using System.Text;
using System.Text.Json;

namespace Lectern.Lti.Json;

/// <summary>Reads JSON of a peer so that nothing later can throw: no key twice, bounded depth, every string and name readable as UTF-16.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    public static bool TryParseObject(ReadOnlySpan<byte> utf8, out JsonElement root) => TryParse(utf8, out root) && root.ValueKind == JsonValueKind.Object;

    /// <summary>An object, a list or a bare value.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out JsonElement root)
    {
        root = default;
        try
        {
            var parsed = JsonElement.Parse(utf8, Options);
            ReadEverything(parsed);
            root = parsed;
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return false;
        }
    }

    public static bool TryParseObject(string text, out JsonElement root) => TryParseObject(Encoding.UTF8.GetBytes(text), out root);

    // A broken UTF-8 sequence or a lone surrogate is only found when the text is read, and then it throws: so read all of it once, here.
    private static void ReadEverything(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    ReadEverything(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    _ = property.Name;
                    ReadEverything(property.Value);
                }

                break;
        }
    }
}
