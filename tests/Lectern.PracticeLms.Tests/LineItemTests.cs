using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Lectern.PracticeLms.Tests;

public sealed class LineItemTests
{
    private const string Claim = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";
    private const string Item = """{"type":"ltiResourceLink","title":"Lecture 7","url":"https://tool.example/launch?v=7","lineItem":{"scoreMaximum":10,"label":"Seen","resourceId":"r-7","tag":"watch"}}""";

    [Theory]
    [InlineData("moodle", "Lecture 7")]
    [InlineData("canvas", "Seen")]
    [InlineData("blackboard", "Seen")]
    public async Task A_deep_linked_item_makes_a_column_called_in_the_platforms_way(string manner, string label)
    {
        await using var lms = await RunningLms.StartAsync("--manner", manner);
        var (tool, token) = await lms.AddToolWithTokenAsync(ServiceCalls.AllGrades);
        var grades = (await lms.OpenAsync("ines", await lms.AddActivityAsync(tool, Item)))[Claim]!;

        var column = await lms.ReadAsync((string)grades["lineitem"]!, token, ServiceCalls.ItemType);

        Assert.Equal((label, 10, "r-7", "watch"), ((string?)column["label"], (int)column["scoreMaximum"]!, (string?)column["resourceId"], (string?)column["tag"]));
        Assert.Equal((string?)grades["lineitem"], (string?)column["id"]);
        Assert.Equal(manner == "moodle", ((string)column["id"]!).Contains("?type_id=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tool_makes_reads_renames_and_deletes_a_column()
    {
        await using var lms = await RunningLms.StartAsync();
        var (tool, token) = await lms.AddToolWithTokenAsync(ServiceCalls.AllGrades);
        var columns = await ColumnsAsync(lms, tool);
        using var made = await lms.CallAsync(HttpMethod.Post, columns, token, body: JsonNode.Parse("""{"label":"Quiz","scoreMaximum":5,"resourceId":"q","tag":"t","endDateTime":"2026-12-01T00:00:00Z"}"""), type: ServiceCalls.ItemType);
        var column = await RunningLms.ReadJsonAsync(made);
        var url = (string)column["id"]!;

        using var renamed = await lms.CallAsync(HttpMethod.Put, url, token, body: JsonNode.Parse("""{"label":"Test","scoreMaximum":5}"""), type: ServiceCalls.ItemType);
        var read = await lms.ReadAsync(url, token, ServiceCalls.ItemType);
        using var deleted = await lms.CallAsync(HttpMethod.Delete, url, token);
        using var gone = await lms.CallAsync(HttpMethod.Get, url, token, ServiceCalls.ItemType);

        Assert.Equal((HttpStatusCode.Created, "2026-12-01T00:00:00Z"), (made.StatusCode, (string?)column["endDateTime"]));
        Assert.Equal(("Test", "", "", null), ((string?)read["label"], (string?)read["resourceId"], (string?)read["tag"], (string?)read["endDateTime"]));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.NotFound), (renamed.StatusCode, deleted.StatusCode, gone.StatusCode));
    }

    [Theory]
    [InlineData("resource_link_id")]
    [InlineData("resource_id")]
    [InlineData("tag")]
    public async Task Columns_are_filtered(string filter)
    {
        await using var lms = await RunningLms.StartAsync();
        var (tool, token) = await lms.AddToolWithTokenAsync(ServiceCalls.AllGrades);
        var activity = await lms.AddActivityAsync(tool, Item);
        await lms.AddActivityAsync(tool, """{"type":"ltiResourceLink","title":"Other","lineItem":{"scoreMaximum":1}}""");
        var value = filter switch { "resource_link_id" => (string)activity["resourceLinkId"]!, "tag" => "watch", _ => "r-7" };

        var found = (await lms.ReadAsync($"{await ColumnsAsync(lms, tool)}&{filter}={value}", token, ServiceCalls.ItemsType)).AsArray();

        Assert.Equal("Lecture 7", (string?)Assert.Single(found)!["label"]);
    }

    [Fact]
    public async Task Moodles_paging_header_has_curly_quotes_and_encoded_ampersands()
    {
        await using var lms = await RunningLms.StartAsync();
        var (tool, token) = await lms.AddToolWithTokenAsync(ServiceCalls.AllGrades);
        await lms.AddActivityAsync(tool, Item);
        await lms.AddActivityAsync(tool, Item);

        using var answer = await lms.CallAsync(HttpMethod.Get, await ColumnsAsync(lms, tool) + "&limit=1", token, ServiceCalls.ItemsType);

        var link = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(Assert.Single(answer.Headers.GetValues("Link"))));
        Assert.EndsWith("&amp;limit=1&amp;from=1>; rel=“next”", link, StringComparison.Ordinal);
        var second = await lms.ReadAsync(link[1..link.IndexOf('>', StringComparison.Ordinal)].Replace("&amp;", "&", StringComparison.Ordinal), token, ServiceCalls.ItemsType);
        Assert.Single(second.AsArray());
    }

    [Theory]
    [InlineData("moodle", HttpStatusCode.Forbidden)]
    [InlineData("canvas", HttpStatusCode.NotFound)]
    [InlineData("blackboard", HttpStatusCode.BadRequest)]
    public async Task A_column_for_a_link_that_is_not_there_is_refused(string manner, HttpStatusCode status)
    {
        await using var lms = await RunningLms.StartAsync("--manner", manner);
        var (tool, token) = await lms.AddToolWithTokenAsync(ServiceCalls.AllGrades);
        var columns = await ColumnsAsync(lms, tool);

        using var answer = await lms.CallAsync(HttpMethod.Post, columns, token, body: JsonNode.Parse("""{"label":"Quiz","scoreMaximum":5,"resourceLinkId":"999"}"""), type: ServiceCalls.ItemType);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task A_second_column_of_a_link_takes_the_address_out_of_its_launch()
    {
        await using var lms = await RunningLms.StartAsync();
        var (tool, token) = await lms.AddToolWithTokenAsync(ServiceCalls.AllGrades);
        var activity = await lms.AddActivityAsync(tool, Item);
        var body = new JsonObject { ["label"] = "Second", ["scoreMaximum"] = 1, ["resourceLinkId"] = (string?)activity["resourceLinkId"] };

        using var made = await lms.CallAsync(HttpMethod.Post, await ColumnsAsync(lms, tool), token, body: body, type: ServiceCalls.ItemType);

        Assert.Null((await lms.OpenAsync("mara", activity))[Claim]!["lineitem"]);
    }

    [Fact]
    public async Task In_canvas_a_links_column_is_not_the_tools_to_delete_and_renaming_it_renames_the_link()
    {
        await using var lms = await RunningLms.StartAsync("--manner", "canvas");
        var (tool, token) = await lms.AddToolWithTokenAsync(ServiceCalls.AllGrades);
        var activity = await lms.AddActivityAsync(tool, Item);
        var url = (string)(await lms.OpenAsync("ines", activity))[Claim]!["lineitem"]!;

        using var renamed = await lms.CallAsync(HttpMethod.Put, url, token, body: JsonNode.Parse("""{"label":"New","scoreMaximum":10}"""), type: ServiceCalls.ItemType);
        using var deleted = await lms.CallAsync(HttpMethod.Delete, url, token);

        Assert.Equal("New", (string?)(await lms.ActivitiesAsync("2"))[0]["title"]);
        Assert.Equal(HttpStatusCode.Unauthorized, deleted.StatusCode);
        var listed = await lms.ReadAsync(await ColumnsAsync(lms, tool) + "?include[]=launch_url", token, ServiceCalls.ItemsType);
        Assert.Equal("https://tool.example/launch?v=7", (string?)listed[0]!["https://canvas.instructure.com/lti/launch_url"]);
    }

    [Theory]
    [InlineData("*/*")]
    [InlineData("application/json")]
    [InlineData(ServiceCalls.ItemsType + ", application/json")]
    public async Task Moodle_takes_one_exact_type_only(string accept)
    {
        await using var lms = await RunningLms.StartAsync();
        var (tool, token) = await lms.AddToolWithTokenAsync(ServiceCalls.AllGrades);

        using var answer = await lms.CallAsync(HttpMethod.Get, await ColumnsAsync(lms, tool), token, accept);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_to_read_does_not_write()
    {
        await using var lms = await RunningLms.StartAsync();
        var (tool, token) = await lms.AddToolWithTokenAsync(ServiceCalls.Ags + "lineitem.readonly");

        using var answer = await lms.CallAsync(HttpMethod.Post, await ColumnsAsync(lms, tool), token, body: JsonNode.Parse("""{"label":"Quiz","scoreMaximum":5}"""), type: ServiceCalls.ItemType);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_tool_does_not_see_another_tools_columns()
    {
        await using var lms = await RunningLms.StartAsync();
        var (first, token) = await lms.AddToolWithTokenAsync(ServiceCalls.AllGrades);
        var (second, _) = await lms.AddToolWithTokenAsync(ServiceCalls.AllGrades);
        await lms.AddActivityAsync(second, Item);

        var own = await lms.ReadAsync(await ColumnsAsync(lms, first), token, ServiceCalls.ItemsType);
        using var others = await lms.CallAsync(HttpMethod.Get, await ColumnsAsync(lms, second), token, ServiceCalls.ItemsType);

        Assert.Empty(own.AsArray());
        Assert.Equal(HttpStatusCode.Unauthorized, others.StatusCode);
    }

    [Fact]
    public async Task Changing_the_maximum_rescales_what_is_there_in_moodle()
    {
        await using var lms = await RunningLms.StartAsync();
        var (tool, token) = await lms.AddToolWithTokenAsync(ServiceCalls.AllGrades);
        var activity = await lms.AddActivityAsync(tool, Item);
        var url = (string)(await lms.OpenAsync("ines", activity))[Claim]!["lineitem"]!;
        await lms.PostJsonAsync("/api/grades", new { lineItemId = (string)(await lms.GetJsonAsync("/api/courses/2/columns"))[0]!["id"]!, person = "mara", score = 4 });

        using var changed = await lms.CallAsync(HttpMethod.Put, url, token, body: JsonNode.Parse("""{"label":"Lecture 7","scoreMaximum":20}"""), type: ServiceCalls.ItemType);

        Assert.Equal(8, (double)(await lms.GetJsonAsync("/api/courses/2/grades"))[0]!["score"]!);
    }

    private static async Task<string> ColumnsAsync(RunningLms lms, string tool) => (string)(await lms.LaunchAsync("ines", tool))[Claim]!["lineitems"]!;
}
