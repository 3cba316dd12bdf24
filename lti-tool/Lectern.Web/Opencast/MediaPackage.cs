using System.Xml;
using System.Xml.Linq;

namespace Lectern.Web.Opencast;

/// <summary>What boxes send along from request to request. Of what they send back only its id counts, which names one of their own recordings.</summary>
internal sealed class MediaPackage
{
    private const int Longest = 256 * 1024;
    private static readonly XNamespace s_space = "http://mediapackage.opencastproject.org";
    private readonly XElement _root;

    private MediaPackage(Guid id, XElement root) => (Id, _root) = (id, root);

    internal Guid Id { get; }

    internal static MediaPackage New(Guid id, DateTimeOffset now) => new(id, new XElement(
        s_space + "mediapackage",
        new XAttribute("id", id),
        new XAttribute("start", now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)),
        new XElement(s_space + "media"), new XElement(s_space + "metadata"), new XElement(s_space + "attachments")));

    /// <summary>Null for what is none.</summary>
    internal static MediaPackage? Read(string? text)
    {
        if (text is not { Length: > 0 and <= Longest })
        {
            return null;
        }

        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var root = XElement.Load(reader);
            return root.Name == s_space + "mediapackage" && Guid.TryParse((string?)root.Attribute("id"), out var id) ? new MediaPackage(id, root) : null;
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
