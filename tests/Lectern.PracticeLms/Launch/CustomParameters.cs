using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lectern.PracticeLms.Launch;

/// <summary>The custom claim: the item's parameters, then the tool's, which win where names meet.</summary>
internal static class CustomParameters
{
    public static JsonObject Of(LaunchRecord launch, Manner manner)
    {
        var custom = new JsonObject();
        foreach (var (name, value) in ItemParameters(launch).Concat(launch.Tool.Custom.OrderBy(pair => pair.Key, StringComparer.Ordinal)))
        {
            var sent = Variables.Substitute(value, launch);
            if (manner.LowersCustomKeys)
            {
                custom[Lowered(name)] = sent;
            }

            custom[name] = sent;
        }

        return custom;
    }

    private static IEnumerable<KeyValuePair<string, string>> ItemParameters(LaunchRecord launch) =>
        launch.Activity?.Custom is { ValueKind: JsonValueKind.Object } custom
            ? custom.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, Text(property.Value)))
            : [];

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static string Lowered(string name) =>
        string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '_'));
}
