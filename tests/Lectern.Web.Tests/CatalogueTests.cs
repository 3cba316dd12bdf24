using System.Reflection;
using System.Text.RegularExpressions;
using Lectern.Core.Governance;
using Lectern.Web.Answers;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests;

public sealed partial class CatalogueTests
{
    public static TheoryData<string> Codes => [.. Refusals.All.Select(refusal => refusal.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_code_has_one_meaning_and_a_test_that_saw_it(string code)
    {
        var refusal = Assert.Single(Refusals.All, one => one.Code == code);

        Assert.Contains(code, Shown());
        Assert.InRange(refusal.Status, 400, 599);
        Assert.Matches("^[A-Z{].*[^.!?]$", refusal.Title);
        Assert.Matches("^[A-Z{].*[.]$", refusal.Text);
        Assert.DoesNotMatch("(?i)please|successful|invalid|error occurred|!", $"{refusal.Title} {refusal.Text}");
    }

    [Fact]
    public void Codes_stand_in_the_catalogue_alone()
    {
        var elsewhere = Source.Files()
            // What the operator reads at the console has a catalogue of its own.
            .Where(file => !Path.GetFileName(file).StartsWith("Refusals.", StringComparison.Ordinal) && Path.GetFileName(file) != "KeyFaults.cs")
            .SelectMany(file => Code().Matches(File.ReadAllText(file)), (file, match) => $"{Path.GetFileName(file)}: {match.Value}");

        Assert.NotEmpty(Refusals.All);
        Assert.Empty(elsewhere);
    }

    [Fact]
    public void Every_act_of_the_audit_list_is_in_the_documentation()
    {
        var acts = typeof(Acts).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToHashSet();
        var table = File.ReadLines(Path.Combine(Source.Root(), "docs", "security.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal));
        var documented = table.SelectMany(line => Act().Matches(line)).Select(match => match.Groups["act"].Value).ToHashSet();

        Assert.Equal(acts.Order(), documented.Order());
    }

    private static HashSet<string> Shown() =>
    [
        .. typeof(CatalogueTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetCustomAttributes<ShowsAttribute>())
            .Select(attribute => attribute.Code),
    ];

    [GeneratedRegex("`(?<act>[a-z-]+\\.[a-z]+)`")]
    private static partial Regex Act();

    [GeneratedRegex("\"[A-Z]{3}-[0-9]{3}\"")]
    private static partial Regex Code();
}
