using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Lectern.Lti;
using Lectern.Web.Answers;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests;

/// <summary>One list holds everything that people read, so that a translator needs no other.</summary>
public sealed partial class WordsTests
{
    [Fact]
    public void What_pages_scripts_and_refusals_say_is_what_the_list_for_translators_holds()
    {
        var said = Pages().Concat(OfRefusals()).Concat(OfScripts(Scripts())).ToHashSet(StringComparer.Ordinal);

        var listed = Listed();

        Assert.True(said.Count > 100, $"Only {said.Count} texts were found.");
        Assert.Empty(said.Except(listed).Order(StringComparer.Ordinal));
        Assert.Empty(listed.Except(said).Order(StringComparer.Ordinal));
        // The compiler of resources keeps one of two names that differ in case alone.
        Assert.Equal(listed.Count, listed.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    private static IEnumerable<string> Pages() =>
        from file in Source.Files()
        from Match match in Say().Matches(File.ReadAllText(file))
        select match.Groups["text"].Value.Replace("\\\"", "\"", StringComparison.Ordinal);

    private static IEnumerable<string> OfRefusals() =>
        Refusals.All.SelectMany(refusal => (string[])[refusal.Title, refusal.Text])
            .Concat(Rejections.All.SelectMany(rejection => (string[])[rejection.Title, rejection.Text, rejection.OperatorText]));

    private static JsonNode Scripts() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Source.Root(), "lti-tool", "Lectern.Web", "assets", "src", "words.json")))!;

    private static IEnumerable<string> OfScripts(JsonNode node) => node switch
    {
        JsonObject words => words.SelectMany(word => OfScripts(word.Value!)),
        JsonArray rows => rows.SelectMany(row => OfScripts(row!)),
        _ => [node.GetValue<string>()],
    };

    private static List<string> Listed() =>
        [.. XDocument.Load(Path.Combine(Source.Root(), "lti-tool", "Lectern.Web", "Words.resx")).Descendants("data").Select(data => data.Attribute("name")!.Value)];

    [GeneratedRegex("[Ss]ay\\[\"(?<text>(?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Say();
}
