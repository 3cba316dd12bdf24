using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Lectern.Captions.Formats;

/// <summary>
/// TTML (W3C), the part captions need: paragraphs with begin and end or dur in clock or offset time (§ 12.3.1), and line
/// breaks. Styles and regions are read over. Frames and ticks count as 30 and 1 a second unless the file says otherwise.
/// </summary>
public static class Ttml
{
    private static readonly XNamespace Tt = "http://www.w3.org/ns/ttml";

    /// <summary>Reads every paragraph that has times; anything that is not XML gives an empty document and one problem.</summary>
    public static CaptionReading Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var collector = new CueCollector();
        try
        {
            ReadDocument(Load(text), collector);
        }
        catch (XmlException fault)
        {
            collector.Report(fault.LineNumber, CaptionProblemCode.NotXml, "This is not well-formed XML, so nothing is read.");
        }

        return collector.ToReading();
    }

    /// <summary>Writes one paragraph a cue, in clock time.</summary>
    public static string Write(CaptionDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var division = new XElement(Tt + "div", WritableCues.Of(document).Select(Paragraph));
        var root = new XElement(Tt + "tt", new XAttribute(XNamespace.Xml + "lang", document.Language ?? ""), new XElement(Tt + "body", division));
        return $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{root.ToString(SaveOptions.DisableFormatting)}\n";
    }

    private static XElement Paragraph(Cue cue)
    {
        var paragraph = new XElement(Tt + "p", new XAttribute("begin", CueClock.Format(cue.Start, '.')), new XAttribute("end", CueClock.Format(cue.End, '.')));
        foreach (var (index, line) in WritableCues.LinesOf(cue).Index())
        {
            paragraph.Add(index > 0 ? new XElement(Tt + "br") : null, XmlSafe(line));
        }

        return paragraph;
    }

    private static string XmlSafe(string line) => string.Concat(line.EnumerateRunes().Where(rune => rune.Utf16SequenceLength == 2 || XmlConvert.IsXmlChar((char)rune.Value)));

    private static XDocument Load(string text)
    {
        // A document type could pull in other files or grow without bound.
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(new StringReader(text.TrimStart('\uFEFF')), settings);
        return XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace);
    }

    private static void ReadDocument(XDocument document, CueCollector collector)
    {
        var root = document.Root!;
        if (root.Name.LocalName != "tt")
        {
            collector.Report(1, CaptionProblemCode.NoHeader, "The file's first element is not tt.");
            return;
        }

        collector.Language = root.Attribute(XNamespace.Xml + "lang")?.Value is { Length: > 0 } language ? language : null;
        var clock = TtmlClock.Of(root);
        foreach (var paragraph in root.Descendants().Where(element => element.Name.LocalName == "p"))
        {
            ReadParagraph(paragraph, clock, collector);
        }
    }

    private static void ReadParagraph(XElement paragraph, TtmlClock clock, CueCollector collector)
    {
        var line = ((IXmlLineInfo)paragraph).LineNumber;
        if (!clock.TryParse(paragraph.Attribute("begin")?.Value, out var start) || !TryParseEnd(paragraph, clock, start, out var end))
        {
            collector.Report(line, CaptionProblemCode.UnreadableTime, "The times of this cue can't be read, so it is left out.");
            return;
        }

        collector.Add(line, Cue.Of(start, end, TextOf(paragraph)));
    }

    private static bool TryParseEnd(XElement paragraph, TtmlClock clock, TimeSpan start, out TimeSpan end)
    {
        if (clock.TryParse(paragraph.Attribute("end")?.Value, out end))
        {
            return true;
        }

        var known = clock.TryParse(paragraph.Attribute("dur")?.Value, out var duration);
        end = start + duration;
        return known;
    }

    private static string TextOf(XElement element)
    {
        var text = new StringBuilder();
        foreach (var node in element.DescendantNodes())
        {
            text.Append(node switch
            {
                XText piece => CollapseBlanks(piece.Value),
                XElement { Name.LocalName: "br" } => "\n",
                _ => "",
            });
        }

        return text.ToString();
    }

    private static string CollapseBlanks(string text)
    {
        var words = string.Join(' ', text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        var before = text.Length > 0 && char.IsWhiteSpace(text[0]) ? " " : "";
        return words.Length == 0 ? before : before + words + (char.IsWhiteSpace(text[^1]) ? " " : "");
    }
}
