using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace Lectern.Web.Opencast;

/// <summary>What a box says of itself: Java's properties, as XML or JSON. It is told back, as Opencast does; boxes look whether it was understood.</summary>
internal sealed class BoxConfiguration
{
    private static readonly XNamespace s_space = "http://common.opencastproject.org";
    private readonly Dictionary<string, string> _properties;
    private readonly bool _isJson;

    private BoxConfiguration(Dictionary<string, string> properties, bool isJson) => (_properties, _isJson) = (properties, isJson);

    /// <summary>What its inputs are called; a booking names those that it is recorded from.</summary>
    internal string? Inputs => _properties.GetValueOrDefault("capture.device.names");

    /// <summary>Null for what is none.</summary>
    internal static BoxConfiguration? Read(string text)
    {
        try
        {
            return text.StartsWith('{') ? OfJson(text) : OfXml(text);
        }
        catch (Exception exception) when (exception is JsonException or XmlException)
        {
            return null;
        }
    }

    internal IResult Answer() => _isJson
        ? TypedResults.Ok(_properties)
        : TypedResults.Text(
            new XElement(s_space + "properties-response", new XElement(s_space + "properties", _properties.Select(one => new XElement(s_space + "item", new XAttribute("key", one.Key), new XElement(s_space + "value", one.Value))))).ToString(SaveOptions.DisableFormatting),
            "text/xml",
            Encoding.UTF8);

    private static BoxConfiguration? OfJson(string text) => JsonSerializer.Deserialize<Dictionary<string, string>>(text) is { } properties ? new BoxConfiguration(properties, isJson: true) : null;

    // Its document type is Java's, and passed over.
    private static BoxConfiguration OfXml(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        var properties = new Dictionary<string, string>();
        foreach (var entry in XElement.Load(reader).Elements("entry"))
        {
            properties[(string?)entry.Attribute("key") ?? ""] = entry.Value;
        }

        return new BoxConfiguration(properties, isJson: false);
    }
}
