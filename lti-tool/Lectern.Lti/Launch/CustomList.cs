using System.Text;
using System.Text.Json;
using Lectern.Lti.Json;

namespace Lectern.Lti.Launch;

/// <summary>A list inside one custom parameter: <c>1,4</c> as most variables come, or <c>["A","B"]</c> as Canvas writes names.</summary>
internal static class CustomList
{
    public static IReadOnlyList<string>? Read(string? value)
    {
        if (value is null)
        {
            return null;
        }

        var texts = value.TrimStart().StartsWith('[') && StrictJson.TryParse(Encoding.UTF8.GetBytes(value), out var json)
            ? JsonTexts(json)
            : value.Split(',');
        return [.. texts.Select(text => text.Trim()).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> JsonTexts(JsonElement list) =>
        list.EnumerateArray().Select(item => item.ValueKind switch
        {
            JsonValueKind.String => item.GetString()!,
            JsonValueKind.Number => item.GetRawText(),
            _ => "",
        });
}
