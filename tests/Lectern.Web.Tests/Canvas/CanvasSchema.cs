using System.Text.Json.Nodes;

namespace Lectern.Web.Tests.Canvas;

/// <summary>
/// What Canvas's documentation of developer keys says about a tool configuration, in our own words: which fields there are, which are
/// needed, and which placement takes which message. Canvas saves a key with an unknown placement without showing it anywhere.
/// </summary>
internal static class CanvasSchema
{
    private const string Resource = "LtiResourceLinkRequest";
    private const string Deep = "LtiDeepLinkingRequest";

    private static readonly HashSet<string> s_root =
        ["title", "description", "oidc_initiation_url", "oidc_initiation_urls", "target_link_uri", "scopes", "public_jwk_url", "public_jwk", "custom_fields", "extensions"];

    private static readonly HashSet<string> s_settings = ["text", "icon_url", "selection_width", "selection_height", "placements"];

    private static readonly HashSet<string> s_placement =
    [
        "placement", "message_type", "target_link_uri", "text", "icon_url", "enabled", "custom_fields", "visibility", "default", "windowTarget", "display_type",
        "required_permissions", "selection_width", "selection_height", "canvas_icon_class",
    ];

    // Placements that only open a page, those that only choose content, and those that may do either. Instructure's own grants are left out.
    private static readonly HashSet<string> s_opens =
        ["account_navigation", "user_navigation", "global_navigation", "course_navigation", "course_home_sub_navigation", "course_settings_sub_navigation", "tool_configuration", "student_context_card"];

    private static readonly HashSet<string> s_chooses = ["editor_button", "homework_submission", "migration_selection", "conference_selection", "module_index_menu_modal", "module_menu_modal", "course_assignments_menu"];

    private static readonly HashSet<string> s_either = ["assignment_selection", "link_selection", "collaboration"];

    private static readonly HashSet<string> s_scopes =
    [
        "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem", "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly",
        "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly", "https://purl.imsglobal.org/spec/lti-ags/scope/score",
        "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly", "https://purl.imsglobal.org/spec/lti/scope/noticehandlers",
        "https://purl.imsglobal.org/spec/lti/scope/asset.readonly", "https://purl.imsglobal.org/spec/lti/scope/report",
        "https://purl.imsglobal.org/spec/lti/scope/eula/user", "https://purl.imsglobal.org/spec/lti/scope/eula/deployment",
    ];

    /// <summary>Everything that Canvas would refuse or not show.</summary>
    public static IEnumerable<string> Faults(JsonObject configuration)
    {
        var extension = configuration["extensions"]?[0] as JsonObject ?? [];
        var settings = extension["settings"] as JsonObject ?? [];
        JsonObject[] placements = [.. (settings["placements"] as JsonArray ?? []).Select(one => one as JsonObject ?? [])];
        return
        [
            .. RootFaults(configuration),
            .. (configuration["extensions"] as JsonArray)?.Count == 1 ? Array.Empty<string>() : ["one extension"],
            .. (string?)extension["platform"] == "canvas.instructure.com" ? Array.Empty<string>() : ["platform"],
            .. (string?)extension["privacy_level"] is "public" or "name_only" or "email_only" or "anonymous" ? Array.Empty<string>() : ["privacy_level"],
            .. (string?)extension["domain"] == new Uri((string?)configuration["target_link_uri"] ?? "about:blank").Authority ? Array.Empty<string>() : ["domain"],
            .. Unknown(settings, s_settings),
            .. placements.Length == 0 ? ["placements"] : placements.SelectMany(PlacementFaults),
            .. placements.GroupBy(one => (string?)one["placement"]).Where(group => group.Count() > 1).Select(group => $"{group.Key} twice"),
        ];
    }

    private static IEnumerable<string> RootFaults(JsonObject root) =>
    [
        .. Unknown(root, s_root),
        .. ((string[])["title", "description", "oidc_initiation_url", "target_link_uri"]).Where(field => string.IsNullOrWhiteSpace((string?)root[field])),
        .. ((string[])["oidc_initiation_url", "target_link_uri", "public_jwk_url"]).Where(field => !IsHttps(root[field])),
        .. (root["scopes"] as JsonArray ?? []).Select(scope => (string)scope!).Where(scope => !s_scopes.Contains(scope)),
        .. (root["custom_fields"] as JsonObject ?? []).Where(field => field.Value?.GetValueKind() != System.Text.Json.JsonValueKind.String).Select(field => field.Key),
    ];

    private static IEnumerable<string> PlacementFaults(JsonObject placement)
    {
        var (name, message) = ((string?)placement["placement"] ?? "", (string?)placement["message_type"] ?? "");
        var fits = message switch
        {
            Resource => s_opens.Contains(name) || s_either.Contains(name),
            Deep => s_chooses.Contains(name) || s_either.Contains(name),
            _ => false,
        };
        return
        [
            .. Unknown(placement, s_placement),
            .. fits ? Array.Empty<string>() : [$"{name} with {message}"],
            .. (string?)placement["visibility"] is null or "public" or "members" or "admins" ? Array.Empty<string>() : [$"visibility of {name}"],
            .. (string?)placement["default"] is null or "disabled" ? Array.Empty<string>() : [$"default of {name}"],
            .. placement["target_link_uri"] is null || IsHttps(placement["target_link_uri"]) ? Array.Empty<string>() : [$"target_link_uri of {name}"],
            // The editor shows no button without one.
            .. name != "editor_button" || IsHttps(placement["icon_url"]) ? Array.Empty<string>() : ["icon_url of editor_button"],
            .. ((string[])["selection_width", "selection_height"]).Where(size => placement[size] is { } value && value.GetValueKind() != System.Text.Json.JsonValueKind.Number),
        ];
    }

    private static IEnumerable<string> Unknown(JsonObject json, HashSet<string> known) => json.Select(pair => pair.Key).Where(key => !known.Contains(key));

    private static bool IsHttps(JsonNode? address) => Uri.TryCreate((string?)address, UriKind.Absolute, out var url) && url.Scheme == "https";
}
