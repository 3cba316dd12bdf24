using System.Globalization;

namespace Lectern.Web.Tests.Support;

/// <summary>A cookie as an answer sets it, with its attributes in lower case.</summary>
public sealed record SetCookie(string Name, string Value, IReadOnlyDictionary<string, string> Attributes)
{
    public string Path => Attributes.GetValueOrDefault("path", "/");

    public long? MaxAge => Attributes.TryGetValue("max-age", out var seconds) ? long.Parse(seconds, CultureInfo.InvariantCulture) : null;

    public bool IsExpired => Attributes.TryGetValue("expires", out var date) && DateTimeOffset.Parse(date, CultureInfo.InvariantCulture).Year < 2000;

    public static IReadOnlyList<SetCookie> AllOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Set-Cookie", out var values) ? [.. values.Select(Parse)] : [];

    private static SetCookie Parse(string text)
    {
        var parts = text.Split(';', StringSplitOptions.TrimEntries);
        var (name, value) = Pair(parts[0]);
        return new SetCookie(name, value, parts.Skip(1).Select(Pair).ToDictionary(pair => pair.Name.ToLowerInvariant(), pair => pair.Value.ToLowerInvariant()));
    }

    private static (string Name, string Value) Pair(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }
}
