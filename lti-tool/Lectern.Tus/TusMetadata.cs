using System.Text;

namespace Lectern.Tus;

/// <summary>The pairs of an <c>Upload-Metadata</c> header ("Creation, Upload-Metadata").</summary>
public sealed class TusMetadata
{
    private readonly Dictionary<string, byte[]> _pairs;

    private TusMetadata(string header, Dictionary<string, byte[]> pairs) => (Header, _pairs) = (header, pairs);

    /// <summary>No pairs.</summary>
    public static TusMetadata Empty { get; } = new("", []);

    /// <summary>The header as the client sent it; HEAD must repeat it so.</summary>
    public string Header { get; }

    /// <summary>The keys.</summary>
    public IReadOnlyCollection<string> Keys => _pairs.Keys;

    /// <summary>The value of a key as UTF-8 text, or null when the key is absent. What is no UTF-8 shows as U+FFFD.</summary>
    public string? this[string key] => _pairs.TryGetValue(key, out var value) ? Encoding.UTF8.GetString(value) : null;

    /// <summary>The value of a key in bytes, or null when the key is absent.</summary>
    public byte[]? GetBytes(string key) => _pairs.GetValueOrDefault(key);

    /// <summary>Builds a header from text values.</summary>
    /// <exception cref="ArgumentException">A key is empty, not printable ASCII, or holds a space or comma.</exception>
    public static TusMetadata From(IEnumerable<KeyValuePair<string, string>> values)
    {
        var header = string.Join(',', values.Select(v => $"{v.Key} {Convert.ToBase64String(Encoding.UTF8.GetBytes(v.Value))}"));
        return TryParse(header) ?? throw new ArgumentException("A metadata key is unique, not empty, printable ASCII, without space and comma.", nameof(values));
    }

    /// <summary>Reads a header; null when it breaks a rule. A missing or blank header is <see cref="Empty"/>.</summary>
    /// <remarks>The specification only advises ASCII keys; they are required here because HEAD has to send them back in a header.</remarks>
    public static TusMetadata? TryParse(string? header)
    {
        if (string.IsNullOrWhiteSpace(header))
        {
            return Empty;
        }

        var pairs = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        return header.Split(',').All(pair => TryAdd(pairs, pair.Trim(' '))) ? new TusMetadata(header, pairs) : null;
    }

    private static bool TryAdd(Dictionary<string, byte[]> pairs, string pair)
    {
        var space = pair.IndexOf(' ', StringComparison.Ordinal);
        var key = space < 0 ? pair : pair[..space];
        var encoded = space < 0 ? "" : pair[(space + 1)..];
        var value = new byte[encoded.Length];
        return key.Length > 0
            && key.All(c => c is > ' ' and <= '~')
            && !encoded.Any(char.IsWhiteSpace)
            && Convert.TryFromBase64String(encoded, value, out var size)
            && pairs.TryAdd(key, value[..size]);
    }
}
