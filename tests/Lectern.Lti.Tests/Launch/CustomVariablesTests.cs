using System.Text.Json.Nodes;
using Lectern.Lti.Launch;
using Lectern.Lti.Tests.Support;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Lti.Tests.Launch;

public sealed class CustomVariablesTests
{
    [Theory]
    [InlineData("", "", false)]
    [InlineData("2", "2", false)]
    [InlineData("3,2", "3|2", false)]
    [InlineData(" 3 , 2,,3", "3|2", false)]
    [InlineData("8865aa05,4dde05e8,truncated", "8865aa05|4dde05e8", true)]
    [InlineData("truncated", "", true)]
    [InlineData("a%2Cb,c%20d", "a,b|c d", false)]
    public async Task History_names_the_nearest_ancestor_first(string value, string ids, bool truncated)
    {
        var history = (await Launch(value)).ReadHistory("value")!;

        Assert.Equal(ids, string.Join('|', history.Ids));
        Assert.Equal(truncated, history.IsTruncated);
    }

    [Theory]
    [InlineData("1,4", "1|4")]
    [InlineData("", "")]
    [InlineData("12, 13,12", "12|13")]
    [InlineData("""["Section A","Section, B"]""", "Section A|Section, B")]
    [InlineData("[12,13,null,{}]", "12|13")]
    [InlineData("[Section A]", "[Section A]")]
    public async Task Sections_and_groups_come_as_comma_lists_or_json_lists(string value, string ids)
    {
        var launch = await Launch(value);

        Assert.Equal(ids, string.Join('|', launch.ReadIds("value")!));
    }

    [Theory]
    [InlineData("$Context.id.history")]
    [InlineData("$Canvas.course.sectionIds")]
    [InlineData("@X@course.batch_uid@X@")]
    [InlineData(null)]
    public async Task What_the_platform_left_unresolved_is_not_an_empty_list(string? value)
    {
        var launch = await Launch(value);

        Assert.Null(launch.ReadHistory("value"));
        Assert.Null(launch.ReadIds("value"));
        Assert.Null(launch.ReadIds("never registered"));
    }

    [Fact]
    public async Task A_list_that_came_as_json_instead_of_text_is_read_as_well()
    {
        var launch = await Launch(new JsonArray("1", 4));

        Assert.Equal(["1", "4"], launch.ReadIds("value")!);
    }

    private static async Task<LtiLaunch> Launch(JsonNode? value) =>
        (await new LaunchBench().LaunchAsync(claims => claims[Names.Custom] = new JsonObject { ["value"] = value })).Value!;
}
