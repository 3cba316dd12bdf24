using System.Text.Json;

namespace Lectern.Lti.Launch;

/// <summary>Reads the custom claim (LTI Core 1.3 §5.4.6).</summary>
internal static class CustomParameters
{
    public static IReadOnlyDictionary<string, string> Read(JsonElement? claim)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        // PHP platforms write an empty map as [].
        if (claim is not { ValueKind: JsonValueKind.Object } custom)
        {
            return parameters;
        }

        foreach (var parameter in custom.EnumerateObject())
        {
            // A variable the platform does not know comes back as it was registered: "$Context.id.history".
            if (Value(parameter.Value) is { } value && !value.StartsWith('$'))
            {
                parameters[parameter.Name] = value;
            }
        }

        return parameters;
    }

    private static string? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.GetRawText(),
    };
}
