using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Lectern.Web.Opencast;

/// <summary>What boxes send along from request to request, or as the manifest of all that they bring. Of what they send only its id counts, which names one of their own recordings, and what they name in it.</summary>
internal sealed class MediaPackage
{
    internal const int Longest = 256 * 1024;
    private const int LongestId = 128;
    private const int LongestTitle = 1000;
    private const long LongestMilliseconds = 24 * 60 * 60 * 1000;
    private static readonly XNamespace s_space = "http://mediapackage.opencastproject.org";
    private static readonly XNamespace s_terms = "http://purl.org/dc/terms/";
    internal const string Episode = "dublincore/episode";
    private readonly XElement _root;

    private MediaPackage(string id, XElement root) => (Id, _root) = (id, root);

    internal string Id { get; }

    /// <summary>When its recording began, by the box's clock.</summary>
    internal DateTimeOffset? Start => DateTimeOffset.TryParse((string?)_root.Attribute("start"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var start) ? start : null;

    internal DateTimeOffset? End => Start is { } start && long.TryParse((string?)_root.Attribute("duration"), CultureInfo.InvariantCulture, out var length) && length is > 0 and <= LongestMilliseconds ? start.AddMilliseconds(length) : null;

    internal string? Title => (string?)_root.Element(_root.Name.Namespace + "title");

    /// <summary>The files it names, by our ids.</summary>
    internal IReadOnlyCollection<Guid> Tracks => [.. All("track").Select(track => Guid.TryParse((string?)track.Attribute("id"), out var id) ? id : Guid.Empty)];

    /// <summary>The files it names, as they are called in what it came with.</summary>
    internal IReadOnlyList<(string Name, string Flavor)> Files => [.. All("track").Select(track => (NameOf(track), (string?)track.Attribute("type") ?? "")).DistinctBy(track => track.Item1)];

    /// <summary>The episode's catalog, as it is called in what the package came with.</summary>
    internal string? Catalog => All("catalog").Where(catalog => (string?)catalog.Attribute("type") == Episode).Select(NameOf).FirstOrDefault();

    /// <summary>Whether a package may be called so.</summary>
    internal static bool IsId(string? id) => id is { Length: > 0 and <= LongestId } && !id.Any(char.IsControl);

    internal static MediaPackage New(string id, DateTimeOffset now) => new(id, new XElement(
        s_space + "mediapackage",
        new XAttribute("id", id),
        new XAttribute("start", Utc(now)),
        new XElement(s_space + "media"), new XElement(s_space + "metadata"), new XElement(s_space + "attachments")));

    /// <summary>Null for what is none.</summary>
    internal static MediaPackage? Read(string? text)
    {
        // Boxes of before Opencast 1.4 name no space.
        return Parse(text) is { Name.LocalName: "mediapackage" } root && (root.Name.Namespace == s_space || root.Name.Namespace == XNamespace.None) && (string?)root.Attribute("id") is { } id && IsId(id)
            ? new MediaPackage(id, root) : null;
    }

    /// <summary>Takes from an episode's catalog its title and when it was recorded (<c>dcterms:temporal</c>, a W3C-DTF period): the package carries them from request to request.</summary>
    internal void Describe(string? catalog)
    {
        var told = Parse(catalog);
        if ((string?)told?.Element(s_terms + "title") is { Length: > 0 and <= LongestTitle } title)
        {
            _root.SetElementValue(_root.Name.Namespace + "title", title);
        }

        var period = told?.Elements(s_terms + "temporal").FirstOrDefault()?.Value.Split(';', StringSplitOptions.TrimEntries);
        if (At(period, "start=") is not { } start)
        {
            return;
        }

        _root.SetAttributeValue("start", Utc(start));
        _root.SetAttributeValue("duration", At(period, "end=") is { } end && end > start ? (long)(end - start).TotalMilliseconds : null);
    }

    private static DateTimeOffset? At(string[]? period, string name) =>
        period?.FirstOrDefault(one => one.StartsWith(name, StringComparison.OrdinalIgnoreCase)) is { } told
        && DateTimeOffset.TryParse(told[name.Length..], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static XElement? Parse(string? text)
    {
        if (text is not { Length: > 0 and <= Longest })
        {
            return null;
        }

        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    internal void Add(string flavor, Guid file)
    {
        var space = _root.Name.Namespace;
        if (_root.Element(space + "media") is not { } media)
        {
            _root.Add(media = new XElement(space + "media"));
        }

        media.Add(new XElement(space + "track", new XAttribute("id", file), new XAttribute("type", flavor)));
    }

    /// <summary>Before they are named by our ids.</summary>
    internal void ForgetTracks() => All("track").ToList().ForEach(track => track.Remove());

    private IEnumerable<XElement> All(string name) => _root.Descendants(_root.Name.Namespace + name);

    private string NameOf(XElement element) => ((string?)element.Element(_root.Name.Namespace + "url") ?? "").Trim();

    public override string ToString() => $"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>{_root.ToString(SaveOptions.DisableFormatting)}";
}
