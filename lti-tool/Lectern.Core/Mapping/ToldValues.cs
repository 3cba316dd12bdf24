using Lectern.Core.Database;
using Lectern.Lti.Launch;

namespace Lectern.Core.Mapping;

/// <summary>What one launch said where keys are or may be read from.</summary>
/// <param name="Values">By the text of their <see cref="MappingSource"/>.</param>
/// <param name="Parameters">Names of all its custom parameters; values only of those that are read.</param>
public sealed record ToldValues(IReadOnlyDictionary<string, string> Values, IReadOnlyList<string> Parameters)
{
    private const int LongestValue = 200;
    private const int MostParameters = 50;

    internal static ToldValues Of(PlatformMapping mapping, LtiLaunch lti)
    {
        var sources = Enum.GetValues<MappedKey>().SelectMany(mapping.SourcesOf).Concat(MappingSource.Claims).Distinct();
        var values = sources
            .Select(source => (source.Text, Value: source == MappingSource.Groups ? ServicesOf(lti) : StoredText.Clip(source.Read(lti), LongestValue)))
            .Where(told => told.Value is not null)
            .ToDictionary(told => told.Text, told => told.Value!, StringComparer.Ordinal);
        return new ToldValues(values, [.. lti.Custom.Keys.Where(name => name.Length <= 100).Take(MostParameters).Order(StringComparer.Ordinal)]);
    }

    private static string? ServicesOf(LtiLaunch lti) => lti.Groups?.Groups ?? lti.Memberships?.Address;
}
