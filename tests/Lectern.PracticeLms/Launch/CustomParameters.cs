using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Launch;

/// <summary>The custom claim: parameters of the link and of the tool; which of them win where names meet is the manner's.</summary>
internal static class CustomParameters
{
    public static JsonObject Of(LaunchRecord launch, Manner manner)
    {
        var custom = new JsonObject();
        var tools = launch.Tool.Custom.OrderBy(pair => pair.Key, StringComparer.Ordinal);
        foreach (var (name, value) in manner.LinksOverrideCustom ? tools.Concat(ItemParameters(launch)) : ItemParameters(launch).Concat(tools))
        {
            var sent = Variables.Substitute(value, launch, manner);
            if (manner.LowersCustomKeys)
            {
                custom[Lowered(name)] = sent;
            }

            custom[name] = sent;
        }

        return custom;
    }

    /// <summary>The link's parameters; for a review those of the review too, which win.</summary>
    private static IEnumerable<KeyValuePair<string, string>> ItemParameters(LaunchRecord launch) =>
        Parameters(launch.Activity?.Custom).Concat(Parameters(launch.Review is { } review ? LineItem.Object(review, "custom") : null));

    private static IEnumerable<KeyValuePair<string, string>> Parameters(JsonElement? custom) =>
        custom is { ValueKind: JsonValueKind.Object } given
            ? given.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, Text(property.Value)))
            : [];

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static string Lowered(string name) =>
        string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '_'));
}
