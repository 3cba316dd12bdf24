using System.Text.Json.Nodes;
using Lectern.Lti.Launch;
using Lectern.Lti.Registration;

namespace Lectern.Web.Lti.Registering;

/// <summary>A place of an LMS in which Lectern can appear.</summary>
/// <param name="Name">As platforms name it, without a prefix.</param>
/// <param name="Label">What people read there.</param>
/// <param name="ByDefault">Whether it is wanted unless IT says otherwise.</param>
internal sealed record Placement(string Name, string Message, string Label, bool ByDefault)
{
    private const string CanvasPrefix = "https://canvas.instructure.com/lti/";

    /// <summary>Canvas's own, best first.</summary>
    internal static IReadOnlyList<Placement> OfCanvas { get; } =
    [
        new("course_navigation", MessageTypes.ResourceLinkRequest, "Lectern", true),
        new("editor_button", MessageTypes.DeepLinkingRequest, "Lectern video", true),
        new("link_selection", MessageTypes.DeepLinkingRequest, "Lectern video", true),
        new("module_index_menu_modal", MessageTypes.DeepLinkingRequest, "Add Lectern videos", true),
        new("module_menu_modal", MessageTypes.DeepLinkingRequest, "Add Lectern videos", true),
        new("course_assignments_menu", MessageTypes.DeepLinkingRequest, "Add Lectern videos", true),
        new("assignment_selection", MessageTypes.DeepLinkingRequest, "Lectern video", true),
        new("homework_submission", MessageTypes.DeepLinkingRequest, "Lectern recording", true),
        new("user_navigation", MessageTypes.ResourceLinkRequest, "Lectern", true),
        new("account_navigation", MessageTypes.ResourceLinkRequest, "Lectern", false),
    ];

    /// <summary>Those of the specification.</summary>
    internal static IReadOnlyList<Placement> OfAll { get; } =
        [new("ContentArea", MessageTypes.DeepLinkingRequest, "Add videos", true), new("RichTextEditor", MessageTypes.DeepLinkingRequest, "Add videos", true)];

    /// <summary>The name under which the platform announces it; null where it does not.</summary>
    internal string? AnnouncedBy(OpenIdConfiguration platform) => platform.Messages
        .Where(message => message.Type == Message)
        .SelectMany(message => message.Placements)
        .FirstOrDefault(name => name == Name || name == CanvasPrefix + Name);

    internal ToolMessage ToMessage(string launch, string announced) => new(Message, launch, Label, [announced]) { Extensions = Extensions() };

    // Hidden until a teacher moves it into their course's menu; settings of the LMS are for those who look after it.
    private Dictionary<string, JsonNode> Extensions() => Name switch
    {
        "course_navigation" => new() { [CanvasPrefix + "course_navigation/default_enabled"] = false, [CanvasPrefix + "visibility"] = "public" },
        "account_navigation" => new() { [CanvasPrefix + "visibility"] = "admins" },
        _ => new(),
    };
}
