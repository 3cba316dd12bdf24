using System.Text;
using System.Text.RegularExpressions;

namespace Lectern.Architecture.Tests;

public sealed partial class LayoutTests
{
    private const int LongestFile = 400;
    private const int LongestText = 4 << 20;

    private static readonly string[] s_products = ["lti-tool", "transcode", "captions", "capture-agent", "deploy", "canvas-config"];
    private static readonly string[] s_others = ["tests", "docs", "scripts", ".ci", ".config"];

    public static TheoryData<string> Products => [.. Repository.TopLevelFolders.Intersect(s_products)];

    [Fact]
    public void The_root_holds_only_folders_that_have_a_place()
    {
        Assert.Empty(Repository.TopLevelFolders.Except([.. s_products, .. s_others]));
    }

    [Theory, MemberData(nameof(Products))]
    public void A_product_says_in_its_folder_what_it_is(string folder)
    {
        Assert.True(Repository.Files.Contains($"{folder}/README.md"), $"{folder} has no README.md.");
    }

    [Theory, MemberData(nameof(Products))]
    public void A_product_folder_holds_something_besides_its_readme(string folder)
    {
        Assert.Contains(Repository.Files, file => file.StartsWith($"{folder}/", StringComparison.Ordinal) && file != $"{folder}/README.md");
    }

    [Fact]
    public void No_file_of_code_is_too_long_to_be_read_at_once()
    {
        var tooLong = Repository.Code
            .Select(file => (File: file, Lines: File.ReadLines(Repository.Absolute(file)).Count()))
            .Where(code => code.Lines > LongestFile);

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Nothing_is_left_for_later_in_a_comment()
    {
        var unfinished = Repository.Files
            .Where(file => ReadText(file) is { } text && UnfinishedWork().IsMatch(text));

        Assert.Empty(unfinished);
    }

    [Theory, InlineData("// TO" + "DO: later", true), InlineData("FIX" + "ME", true), InlineData("a HA" + "CK", true), InlineData("photo download, hackney", false)]
    public void The_words_for_unfinished_work_are_found(string text, bool found)
    {
        Assert.Equal(found, UnfinishedWork().IsMatch(text));
    }

    // In pieces, or this file would find itself.
    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK)\b")]
    private static partial Regex UnfinishedWork();

    /// <summary>Null for files that are no text (models, pictures, recordings): those have zero bytes, or are larger than people write.</summary>
    private static string? ReadText(string file)
    {
        if (new FileInfo(Repository.Absolute(file)).Length > LongestText)
        {
            return null;
        }

        var bytes = File.ReadAllBytes(Repository.Absolute(file));
        return bytes.Contains((byte)0) ? null : Encoding.UTF8.GetString(bytes);
    }
}
