using System.Text.Json.Nodes;
using Lectern.Host.Commands;
using Lectern.TestSupport;
using Lectern.Web.Lti;
using Lectern.Web.Tests.Host;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests.Canvas;

/// <summary>What Canvas's administrators paste.</summary>
public sealed class CanvasConfigTests
{
    private static readonly Uri s_tool = new("https://video.example.edu");

    public static TheoryData<CanvasEnvironment> Environments => [.. Enum.GetValues<CanvasEnvironment>()];

    [Theory, MemberData(nameof(Environments))]
    public void Canvas_takes_it_and_shows_every_placement(CanvasEnvironment environment)
    {
        var configuration = CanvasConfiguration.Build(s_tool, environment);

        Assert.Empty(CanvasSchema.Faults(configuration));
        var placements = configuration["extensions"]![0]!["settings"]!["placements"]!.AsArray().Select(one => (string)one!["placement"]!);
        Assert.Superset(
            new HashSet<string> { "course_navigation", "editor_button", "link_selection", "module_index_menu_modal", "assignment_selection", "homework_submission", "user_navigation", "account_navigation" },
            placements.ToHashSet());
    }

    [Theory]
    [InlineData("production", CanvasEnvironment.Production)]
    [InlineData("beta", CanvasEnvironment.Beta)]
    [InlineData("self-hosted", CanvasEnvironment.SelfHosted)]
    public void The_shipped_file_is_what_the_command_prints(string name, CanvasEnvironment environment)
    {
        var shipped = File.ReadAllText(Path.Combine(Source.Root(), "canvas-config", $"canvas-{name}.json"));

        // Where it differs: lectern platform canvas-config --url https://video.example.edu --environment … writes it anew.
        Assert.Equal(CanvasConfigCommand.Text(s_tool, environment) + "\n", shipped);
    }

    [Fact]
    public async Task The_command_fills_in_the_address()
    {
        using var folder = new TempFolder();

        var (exit, text) = await LecternProcess.RunAsync(folder, ["platform", "canvas-config", "--url", "https://media.uni.example:8443", "--environment", "Beta"]);

        Assert.Equal(0, exit);
        var configuration = JsonNode.Parse(text)!.AsObject();
        Assert.Empty(CanvasSchema.Faults(configuration));
        Assert.Equal(("https://media.uni.example:8443/lti/login", "media.uni.example:8443", "Lectern (beta)"), ((string?)configuration["oidc_initiation_url"], (string?)configuration["extensions"]![0]!["domain"], (string?)configuration["title"]));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("http://video.example.edu")]
    [InlineData("https://video.example.edu/lectern")]
    [InlineData("video.example.edu")]
    public async Task An_address_that_Canvas_can_not_launch_is_refused(string address)
    {
        using var folder = new TempFolder();

        var (exit, text) = await LecternProcess.RunAsync(folder, ["platform", "canvas-config", "--url", address]);

        Assert.NotEqual(0, exit);
        Assert.Contains("https address without a path", text, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Mistakes => new()
    {
        { "\"course_navigation\"", "\"course_menu\"" },
        { "\"user_navigation\"", "\"course_navigation\"" },
        { "LtiDeepLinkingRequest", "LtiResourceLinkRequest" },
        { "\"public_jwk_url\"", "\"jwks_uri\"" },
        { "\"oidc_initiation_url\"", "\"login_url\"" },
        { "canvas.instructure.com", "canvas.example.edu" },
        { "\"privacy_level\": \"public\"", "\"privacy_level\": \"all\"" },
        { "\"domain\": \"video.example.edu\"", "\"domain\": \"example.edu\"" },
        { "\"visibility\": \"admins\"", "\"visibility\": \"teachers\"" },
        { "https://video", "http://video" },
        { "lti-ags/scope/score", "lti-ags/scope/scores" },
        { "900", "\"900px\"" },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void The_schema_finds_what_Canvas_would_not_take(string right, string wrong)
    {
        var text = CanvasConfigCommand.Text(s_tool, CanvasEnvironment.Production);

        var spoiled = text.Replace(right, wrong, StringComparison.Ordinal);

        Assert.NotEqual(text, spoiled);
        Assert.NotEmpty(CanvasSchema.Faults(JsonNode.Parse(spoiled)!.AsObject()));
    }
}
