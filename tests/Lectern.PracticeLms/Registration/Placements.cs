using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Lectern.PracticeLms.Registration;

/// <summary>Where a tool shows, in the manner of Canvas. Of these places this LMS has the course's navigation and the selection of links.</summary>
internal static class Placements
{
    public const string CourseNavigation = "course_navigation";
    public const string LinkSelection = "link_selection";
    private const string Prefix = "https://canvas.instructure.com/lti/";
    private static readonly string[] ForLinks = [CourseNavigation, "user_navigation", "account_navigation", LinkSelection, "assignment_selection", "editor_button"];
    private static readonly string[] ForSelection = [LinkSelection, "assignment_selection", "editor_button", "module_index_menu_modal", "course_assignments_menu", "homework_submission"];

    public static JsonArray Announced(string messageType) =>
        new([.. (messageType == Lti.DeepLinkingRequest ? ForSelection : ForLinks).Select(name => (JsonNode)(Prefix + name))]);

    /// <summary>Placements of resource link messages, by bare name, with the address each opens.</summary>
    public static ImmutableDictionary<string, string> Read(JsonArray messages, string target) => messages.OfType<JsonObject>()
        .Where(message => (string?)message["type"] == Lti.ResourceLinkRequest)
        .SelectMany(message => (message["placements"] as JsonArray ?? []).OfType<JsonValue>().Select(name => (Name: Bare(name), Address: (string?)message["target_link_uri"] ?? target)))
        .DistinctBy(placement => placement.Name)
        .ToImmutableDictionary(placement => placement.Name, placement => placement.Address);

    private static string Bare(JsonValue name)
    {
        var text = name.TryGetValue<string>(out var given) ? given : "";
        return text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text;
    }
}
