using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Localization;

namespace Lectern.Web.Language;

/// <summary>
/// What the scripts say, in the language of the request, for a block of the page that carries them. They are built with the English
/// sentences, which are the keys of the translations as everywhere else.
/// </summary>
public sealed class ScriptWords(IStringLocalizer<Words> say)
{
    private static readonly JsonNode English = Read();
    private readonly ConcurrentDictionary<string, string?> _byLanguage = new();

    /// <summary>JSON that is safe inside a script element; null where the built-in sentences serve.</summary>
    public string? Json => _byLanguage.GetOrAdd(CultureInfo.CurrentUICulture.Name, _ => Translate());

    private string? Translate()
    {
        var translated = In(English);
        return JsonNode.DeepEquals(translated, English) ? null : translated.ToJsonString();
    }

    private JsonNode In(JsonNode node) => node switch
    {
        JsonObject words => new JsonObject(words.Select(word => KeyValuePair.Create(word.Key, (JsonNode?)In(word.Value!)))),
        JsonArray rows => new JsonArray([.. rows.Select(row => In(row!))]),
        _ => JsonValue.Create(say[node.GetValue<string>()].Value),
    };

    private static JsonNode Read()
    {
        using var file = typeof(ScriptWords).Assembly.GetManifestResourceStream("words.json")!;
        return JsonNode.Parse(file)!;
    }
}
