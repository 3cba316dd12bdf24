using System.Text.Json;

namespace Lectern.Lti.Json;

/// <summary>Tolerant reading of elements that passed <see cref="StrictJson"/>: what is missing, null or of another type is null or empty.</summary>
internal static class JsonReading
{
    public static JsonElement? Get(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
            ? value
            : null;

    public static string? Text(this JsonElement parent, string name) =>
        parent.Get(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>Text that is more than white space.</summary>
    public static string? Filled(this JsonElement parent, string name) =>
        parent.Text(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    public static bool? Flag(this JsonElement parent, string name) => parent.Get(name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        // Some platforms send "true" in quotes.
        { ValueKind: JsonValueKind.String } value => bool.TryParse(value.GetString(), out var flag) ? flag : null,
        _ => null,
    };

    public static JsonElement? Object(this JsonElement parent, string name) =>
        parent.Get(name) is { ValueKind: JsonValueKind.Object } value ? value : null;

    public static IReadOnlyList<string> Texts(this JsonElement parent, string name) => parent.Get(name).Texts();

    public static IReadOnlyList<string> Texts(this JsonElement? list) =>
        list is not { ValueKind: JsonValueKind.Array } value
            ? []
            : [.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!).Where(text => text.Length > 0)];

    /// <summary>Seconds since 1970 (RFC 7519 NumericDate; fractions are allowed), or null when it is no number a clock can show.</summary>
    public static DateTimeOffset? Instant(this JsonElement parent, string name)
    {
        const double lastSecond = 253402300799;
        return parent.Get(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var seconds) && seconds is >= 0 and <= lastSecond
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;
    }
}
