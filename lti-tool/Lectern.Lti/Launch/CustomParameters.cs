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
            if (Value(parameter.Value) is { } value && !IsUnresolved(value))
            {
                parameters[parameter.Name] = value;
            }
        }

        return parameters;
    }

    // A variable the platform does not know comes back as it was registered: "$Context.id.history", or "@X@course.batch_uid@X@" from Blackboard.
    private static bool IsUnresolved(string value) =>
        value.StartsWith('$') || (value.StartsWith("@X@", StringComparison.Ordinal) && value.EndsWith("@X@", StringComparison.Ordinal));

    private static string? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.GetRawText(),
    };
}
