using System.Net;
using System.Text.Json.Nodes;

namespace Lectern.PracticeLms.Tests;

public sealed class PersonalDataTests
{
    [Theory]
    [InlineData("moodle")]
    [InlineData("canvas")]
    [InlineData("blackboard")]
    public async Task The_administrators_launch_about_a_person_tells_of_no_course(string manner)
    {
        await using var lms = await RunningLms.StartAsync("--manner", manner);
        var (_, tool) = await lms.AddToolAsync(FakeTool.Registration(scope: "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly"));
        await lms.SignInAsync("2");

        var claims = await LaunchAsync(lms, $"/admin/tools/{tool}/data/launch?about=mara");

        Assert.Equal("LtiDataPrivacyLaunchRequest", (string)Claim(claims, "message_type")!);
        Assert.NotNull(Claim(claims, "for_user")!["user_id"]);
        Assert.Contains(Claim(claims, "roles")!.AsArray(), role => ((string)role!).EndsWith("system/person#Administrator", StringComparison.Ordinal));
        Assert.All((string[])["context", "resource_link", "custom", "lis"], name => Assert.Null(Claim(claims, name)));
        Assert.DoesNotContain(claims, claim => claim.Key.Contains("lti-ags", StringComparison.Ordinal) || claim.Key.Contains("lti-nrps", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_person_it_is_about_everybody_and_about_a_stranger_there_is_none()
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();
        await lms.SignInAsync("2");

        var claims = await LaunchAsync(lms, $"/admin/tools/{tool}/data/launch");
        using var stranger = await lms.Browser.GetAsync($"/admin/tools/{tool}/data/launch?about=nobody", RunningLms.Stop);

        Assert.Null(Claim(claims, "for_user"));
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
    }

    [Fact]
    public async Task Nobody_else_begins_it()
    {
        await using var lms = await RunningLms.StartAsync();
        var (_, tool) = await lms.AddToolAsync();
        await lms.SignInAsync("3");

        using var answer = await lms.Browser.GetAsync($"/admin/tools/{tool}/data/launch", RunningLms.Stop);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static JsonNode? Claim(JsonObject claims, string name) => claims[$"https://purl.imsglobal.org/spec/lti/claim/{name}"];

    private static async Task<JsonObject> LaunchAsync(RunningLms lms, string path)
    {
        var form = await lms.Browser.GetStringAsync(path, RunningLms.Stop);
        var fields = new JsonObject(((string[])["client_id", "login_hint", "lti_message_hint"]).Select(name => KeyValuePair.Create(name, (JsonNode?)Launching.Field(form, name))));
        var (_, page) = await lms.AuthorizeAsync(Launching.RightRequest(new JsonObject { ["fields"] = fields }));
        return Launching.Claims(Launching.Field(page, "id_token"));
    }
}
