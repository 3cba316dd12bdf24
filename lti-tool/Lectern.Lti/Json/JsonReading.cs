using System.Globalization;
using System.Text.Json;
using Lectern.Lti.Http;

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

    /// <summary>An id: text, or a number, which some platforms write for their own ids. Null when empty, longer than 255 characters or not printable ASCII.</summary>
    public static string? Id(this JsonElement parent, string name)
    {
        var id = parent.Get(name) switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            _ => null,
        };
        return IsId(id) ? id : null;
    }

    /// <summary>Ids become database keys: 1 to 255 printable ASCII characters.</summary>
    public static bool IsId(string? id) => id is { Length: > 0 and <= 255 } && id.All(letter => letter is >= ' ' and <= '~');

    /// <summary>Http(s) address.</summary>
    public static string? Address(this JsonElement parent, string name) =>
        parent.Text(name) is { } address && Origin.Of(address) is not null ? address : null;

    public static double? Number(this JsonElement parent, string name) => parent.Get(name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) && double.IsFinite(value) => value,
        // Some platforms send "10.5" in quotes.
        { ValueKind: JsonValueKind.String } text when double.TryParse(text.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) => value,
        _ => null,
    };

    /// <summary>ISO 8601 with an offset; without one it is taken as UTC.</summary>
    public static DateTimeOffset? Time(this JsonElement parent, string name) =>
        DateTimeOffset.TryParse(parent.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    /// <summary>The objects of a list.</summary>
    public static IEnumerable<JsonElement> Objects(this JsonElement parent, string name) => parent.Get(name).Objects();

    public static IEnumerable<JsonElement> Objects(this JsonElement? list) =>
        list is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object) : [];

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
