using System.Text.Json.Nodes;

namespace Lectern.PracticeLms.Tests;

public sealed class PersistenceTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("practice-lms-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_restart_finds_tools_activities_courses_and_keys_as_they_were()
    {
        JsonNode[] before;
        string jwks;
        await using (var lms = await RunningLms.StartAsync("--data", folder.FullName))
        {
            var (_, tool) = await lms.AddToolAsync();
            var item = JsonNode.Parse("""{"type":"ltiResourceLink","title":"Lecture 7","custom":{"a":"ü <&>"},"lineItem":{"scoreMaximum":10.5}}""");
            await lms.PostJsonAsync("/api/activities", new { courseId = "2", toolId = tool, item });
            await lms.PostJsonAsync("/api/courses/2/copy", new { });
            await lms.PostJsonAsync("/api/courses/2/people", new { person = "hanna", role = "Observer", observes = "tomas", sections = new[] { "Section B" } });
            await lms.PostJsonAsync("/api/grades", new { lineItemId = (string)(await lms.GetJsonAsync("/api/courses/2/columns"))[0]!["id"]!, person = "mara", score = 7.5 });
            await lms.PostJsonAsync("/api/keys/rotate", new { });
            before = await AllAsync(lms);
            jwks = await lms.Browser.GetStringAsync("/lti/jwks", RunningLms.Stop);
        }

        await using var again = await RunningLms.StartAsync("--data", folder.FullName);

        Assert.Equal(before.Select(node => node.ToJsonString()), (await AllAsync(again)).Select(node => node.ToJsonString()));
        Assert.Equal(jwks, await again.Browser.GetStringAsync("/lti/jwks", RunningLms.Stop));
        Assert.Equal(["practice-lms.json"], folder.GetFiles().Select(file => file.Name));
    }

    [Fact]
    public async Task A_browser_stays_signed_in_across_a_restart()
    {
        string cookie;
        await using (var lms = await RunningLms.StartAsync("--data", folder.FullName))
        {
            var (_, tool) = await lms.AddToolAsync();
            cookie = (string)(await lms.BeginAsync("mara", tool))["cookie"]!;
        }

        await using var again = await RunningLms.StartAsync("--data", folder.FullName);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Cookie", cookie);
        using var response = await again.Browser.SendAsync(request, RunningLms.Stop);

        Assert.Contains("Mara Lindqvist</strong>", await response.Content.ReadAsStringAsync(RunningLms.Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spent_registration_token_stays_spent_across_a_restart()
    {
        string token;
        await using (var lms = await RunningLms.StartAsync("--data", folder.FullName))
        {
            token = await lms.RegistrationTokenAsync();
            using var first = await lms.RegisterAsync(token, FakeTool.Registration());
        }

        await using var again = await RunningLms.StartAsync("--data", folder.FullName);
        using var second = await again.RegisterAsync(token, FakeTool.Registration());

        Assert.Equal("token_already_used", await second.Content.ReadAsStringAsync(RunningLms.Stop));
    }

    [Fact]
    public async Task A_file_from_before_there_was_a_gradebook_gets_its_columns()
    {
        await using (var lms = await RunningLms.StartAsync("--data", folder.FullName))
        {
            var (_, tool) = await lms.AddToolAsync();
            await lms.AddActivityAsync(tool, """{"type":"ltiResourceLink","title":"Lecture 7","lineItem":{"scoreMaximum":10.5}}""");
        }

        var file = Path.Combine(folder.FullName, "practice-lms.json");
        var state = JsonNode.Parse(await File.ReadAllTextAsync(file, RunningLms.Stop))!.AsObject();
        foreach (var name in (string[])["lineItems", "grades", "terms"])
        {
            Assert.True(state.Remove(name));
        }

        await File.WriteAllTextAsync(file, state.ToJsonString(), RunningLms.Stop);
        await using var again = await RunningLms.StartAsync("--data", folder.FullName);

        var column = Assert.Single((await again.GetJsonAsync("/api/courses/2/columns")).AsArray())!;
        Assert.Equal(("Lecture 7", 10.5), ((string?)column["label"], (double)column["scoreMaximum"]!));
    }

    [Fact]
    public async Task Notice_handlers_outlive_a_restart()
    {
        await using (var lms = await RunningLms.StartAsync("--data", folder.FullName, "--manner", "canvas"))
        {
            var (_, token) = await lms.AddToolWithTokenAsync(ServiceCalls.Notices);
            var tool = (await lms.GetJsonAsync("/api/tools"))[0]!;
            using var put = await lms.CallAsync(HttpMethod.Put, $"/services/notice-handlers/{tool["id"]}", token,
                body: new JsonObject { ["notice_type"] = "LtiContextCopyNotice", ["handler"] = FakeTool.Base + "/notices" }, type: "application/json");
        }

        await using var again = await RunningLms.StartAsync("--data", folder.FullName, "--manner", "canvas");
        await again.PostJsonAsync("/api/courses/2/copy", new { });

        Assert.Equal("200", (string?)Assert.Single((await again.GetJsonAsync("/api/notices")).AsArray())!["outcome"]);
    }

    [Fact]
    public async Task Without_a_folder_each_start_is_new()
    {
        await using (var lms = await RunningLms.StartAsync())
        {
            await lms.AddToolAsync();
        }

        await using var again = await RunningLms.StartAsync();

        Assert.Empty((await again.GetJsonAsync("/api/tools")).AsArray());
    }

    private static async Task<JsonNode[]> AllAsync(RunningLms lms) =>
        [await lms.GetJsonAsync("/api/tools"), await lms.GetJsonAsync("/api/activities"), await lms.GetJsonAsync("/api/courses"), await lms.GetJsonAsync("/api/people"),
            await lms.GetJsonAsync("/api/courses/2/columns"), await lms.GetJsonAsync("/api/courses/2/grades")];
}
