using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.Lti;
using Lectern.Lti.Launch;

namespace Lectern.Web.Lti;

/// <summary>
/// The tool configuration that a Canvas administrator pastes into a developer key. Canvas copies production to beta and test with the
/// same client id, so a trial Lectern has a configuration, and a name, of its own.
/// </summary>
public static class CanvasConfiguration
{
    private const string Deep = MessageTypes.DeepLinkingRequest;
    private const string Plain = MessageTypes.ResourceLinkRequest;

    // A developer key with a scope that Canvas does not know is refused as a whole.
    private static readonly string[] s_unknown = [Scopes.ContextGroupReadOnly];

    /// <summary>As people read it.</summary>
    public static JsonSerializerOptions Readable { get; } = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="tool">Our public address.</param>
    public static JsonObject Build(Uri tool, CanvasEnvironment environment)
    {
        var name = environment == CanvasEnvironment.Beta ? "Lectern (beta)" : "Lectern";
        return new JsonObject
        {
            ["title"] = name,
            ["description"] = ToolRegistrationFactory.Description,
            ["oidc_initiation_url"] = Address(tool, LtiProtocol.LoginPath),
            ["target_link_uri"] = Address(tool, LtiProtocol.LaunchPath),
            ["public_jwk_url"] = Address(tool, LtiProtocol.KeysPath),
            ["scopes"] = new JsonArray([.. ToolRegistrationFactory.Scopes.Except(s_unknown).Select(scope => JsonValue.Create(scope))]),
            ["custom_fields"] = Fields(environment),
            ["extensions"] = new JsonArray(Extension(tool, name)),
        };
    }

    private static JsonObject Fields(CanvasEnvironment environment)
    {
        var fields = new JsonObject(ToolRegistrationFactory.ParametersOf("canvas").Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        fields["lectern_environment"] = environment switch
        {
            CanvasEnvironment.Beta => "beta",
            CanvasEnvironment.SelfHosted => "self-hosted",
            _ => "production",
        };
        return fields;
    }

    private static JsonObject Extension(Uri tool, string name) => new()
    {
        ["platform"] = "canvas.instructure.com",
        ["domain"] = tool.Authority,
        ["tool_id"] = "lectern",
        ["privacy_level"] = "public",
        ["settings"] = new JsonObject
        {
            ["text"] = name,
            ["icon_url"] = Address(tool, ToolRegistrationFactory.LogoPath),
            ["placements"] = new JsonArray([.. Placements(tool, name)]),
        },
    };

    private static IEnumerable<JsonNode> Placements(Uri tool, string name)
    {
        // Hidden until a teacher moves it into their course's menu.
        yield return Placement(tool, "course_navigation", Plain, name, ("default", "disabled"), ("visibility", "public"));
        yield return Placement(tool, "user_navigation", Plain, name, ("visibility", "public"));
        yield return Placement(tool, "account_navigation", Plain, name, ("default", "disabled"), ("visibility", "admins"));
        foreach (var (placement, text) in s_choosing)
        {
            var chooser = Placement(tool, placement, Deep, text);
            (chooser["selection_width"], chooser["selection_height"]) = (900, 700);
            yield return chooser;
        }
    }

    private static readonly (string Placement, string Text)[] s_choosing =
    [
        ("editor_button", "Lectern video"),
        ("link_selection", "Lectern video"),
        ("module_index_menu_modal", "Add Lectern videos"),
        ("module_menu_modal", "Add Lectern videos"),
        ("course_assignments_menu", "Add Lectern videos"),
        ("assignment_selection", "Lectern video"),
        ("homework_submission", "Lectern recording"),
    ];

    private static JsonObject Placement(Uri tool, string placement, string message, string text, params (string Name, string Value)[] more)
    {
        var json = new JsonObject
        {
            ["placement"] = placement,
            ["message_type"] = message,
            ["target_link_uri"] = Address(tool, LtiProtocol.LaunchPath),
            ["text"] = text,
            ["icon_url"] = Address(tool, ToolRegistrationFactory.LogoPath),
            ["enabled"] = true,
        };
        foreach (var (key, value) in more)
        {
            json[key] = value;
        }

        return json;
    }

    private static string Address(Uri tool, string path) => new Uri(tool, path).AbsoluteUri;
}
