using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Lectern.Web.Opencast;

/// <summary>What boxes send along from request to request. Of what they send back only its id counts, which names one of their own recordings.</summary>
internal sealed class MediaPackage
{
    private const int Longest = 256 * 1024;
    private const long LongestMilliseconds = 24 * 60 * 60 * 1000;
    private static readonly XNamespace s_space = "http://mediapackage.opencastproject.org";
    private static readonly XNamespace s_terms = "http://purl.org/dc/terms/";
    private readonly XElement _root;

    private MediaPackage(Guid id, XElement root) => (Id, _root) = (id, root);

    internal Guid Id { get; }

    /// <summary>When its recording began, by the box's clock.</summary>
    internal DateTimeOffset? Start => DateTimeOffset.TryParse((string?)_root.Attribute("start"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var start) ? start : null;

    internal DateTimeOffset? End => Start is { } start && long.TryParse((string?)_root.Attribute("duration"), CultureInfo.InvariantCulture, out var length) && length is > 0 and <= LongestMilliseconds ? start.AddMilliseconds(length) : null;

    /// <summary>The files it names.</summary>
    internal IReadOnlyCollection<Guid> Tracks => [.. _root.Descendants(s_space + "track").Select(track => Guid.TryParse((string?)track.Attribute("id"), out var id) ? id : Guid.Empty)];

    internal static MediaPackage New(Guid id, DateTimeOffset now) => new(id, new XElement(
        s_space + "mediapackage",
        new XAttribute("id", id),
        new XAttribute("start", Utc(now)),
        new XElement(s_space + "media"), new XElement(s_space + "metadata"), new XElement(s_space + "attachments")));

    /// <summary>Null for what is none.</summary>
    internal static MediaPackage? Read(string? text)
    {
        return Parse(text) is { } root && root.Name == s_space + "mediapackage" && Guid.TryParse((string?)root.Attribute("id"), out var id) ? new MediaPackage(id, root) : null;
    }

    /// <summary>Takes from an episode's catalog when it was recorded (<c>dcterms:temporal</c>, a W3C-DTF period): the package carries it from request to request.</summary>
    internal void Date(string? catalog)
    {
        var period = Parse(catalog)?.Elements(s_terms + "temporal").FirstOrDefault()?.Value.Split(';', StringSplitOptions.TrimEntries);
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
        if (_root.Element(s_space + "media") is not { } media)
        {
            _root.Add(media = new XElement(s_space + "media"));
        }

        media.Add(new XElement(s_space + "track", new XAttribute("id", file), new XAttribute("type", flavor)));
    }

    public override string ToString() => $"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>{_root.ToString(SaveOptions.DisableFormatting)}";
}
