using System.Reflection;
using System.Text.RegularExpressions;
using Lectern.Core.Governance;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests;

public sealed partial class CatalogueTests
{
    [Fact]
    public void Every_code_that_pages_and_answers_show_has_a_test_that_saw_it()
    {
        var shown = typeof(CatalogueTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetCustomAttributes<ShowsAttribute>())
            .Select(attribute => attribute.Code)
            .ToHashSet();

        var emitted = Emitted().ToHashSet();

        Assert.Superset(new HashSet<string> { "ACC-001", "UPL-007", "MED-001", "ADM-001" }, emitted);
        Assert.Empty(emitted.Except(shown).Order());
    }

    [Fact]
    public void A_code_has_one_meaning()
    {
        var titles = Sources()
            .SelectMany(text => CodeWithTitle().Matches(text))
            .Select(match => (Code: match.Groups["code"].Value, Title: match.Groups["title"].Value))
            .Distinct()
            .GroupBy(pair => pair.Code);

        // The same refusal has a title of its own for a page and for a script; those that do are named.
        Assert.Empty(titles.Where(group => group.Count() > 1 && group.Key is not ("ACC-001" or "ACC-002")).Select(group => group.Key));
    }

    [Fact]
    public void Every_act_of_the_audit_list_is_in_the_documentation()
    {
        var acts = typeof(Acts).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToHashSet();
        var table = File.ReadLines(Path.Combine(Root(), "docs", "security.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal));
        var documented = table.SelectMany(line => Act().Matches(line)).Select(match => match.Groups["act"].Value).ToHashSet();

        Assert.Equal(acts.Order(), documented.Order());
    }

    private static IEnumerable<string> Emitted() => Sources().SelectMany(text => Code().Matches(text)).Select(match => match.Groups["code"].Value);

    // The web project and the use cases; the two protocol libraries have catalogues of their own.
    private static IEnumerable<string> Sources() =>
        from project in (string[])["Lectern.Web", "Lectern.Core"]
        from file in Directory.EnumerateFiles(Path.Combine(Root(), "lti-tool", project), "*.cs*", SearchOption.AllDirectories)
        where !file.Contains("node_modules", StringComparison.Ordinal) && Path.GetExtension(file) is ".cs" or ".cshtml"
        select File.ReadAllText(file);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Lectern.slnx")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    [GeneratedRegex("`(?<act>[a-z-]+\\.[a-z]+)`")]
    private static partial Regex Act();

    [GeneratedRegex("\"(?<code>(ACC|UPL|REG|LNK|MED|VID|ADM)-[0-9]{3})\"")]
    private static partial Regex Code();

    [GeneratedRegex("(Status[0-9]{3}\\w+, \"(?<code>[A-Z]{3}-[0-9]{3})\", \\$?\"(?<title>[^\"]+)\")|(new MessageView\\(\"(?<title>[^\"]+)\", \"[^\"]+\", \"(?<code>[A-Z]{3}-[0-9]{3})\")")]
    private static partial Regex CodeWithTitle();
}
