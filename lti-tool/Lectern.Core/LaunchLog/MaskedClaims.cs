using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.Core.Launches;
using Lectern.Core.ResourceLinks;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Core.LaunchLog;

/// <summary>
/// A launch's claims without the person. What is listed here is shown, all else is hidden, so that a claim nobody thought of gives nobody away; and what is
/// shown loses the person's name wherever it stands, for example in the title of their own page.
/// </summary>
public static class MaskedClaims
{
    /// <summary>The longest text that is made, characters.</summary>
    public const int Longest = 16_000;

    private const string Hidden = "(hidden)";
    private const string Mark = "••••";
    private const string OwnParameter = "lectern_";
    private const int LongestText = 500;
    private const int ShortestName = 4;

    private static readonly JsonSerializerOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] s_names = ["name", "given_name", "family_name", "middle_name", "nickname", "preferred_username", "email"];

    // An administrator who acts as somebody, and what a link may be known by.
    private static readonly HashSet<string> s_secret = new(StringComparer.Ordinal) { LearnRoles.MasqueradingParameter, Tickets.CustomParameter };

    private static readonly HashSet<string> s_whole = new(StringComparer.Ordinal)
    {
        "iss", "aud", "azp", "iat", "exp", "nbf",
        Names.MessageType, Names.Version, Names.DeploymentId, Names.Roles, Names.GradesEndpoint, Names.NamesRoleService, Names.GroupsService, Names.NotificationService,
        "https://www.instructure.com/placement",
    };

    /// <summary>Claims of which these fields are shown.</summary>
    private static readonly Dictionary<string, HashSet<string>> s_fields = new(StringComparer.Ordinal)
    {
        [Names.Context] = ["id", "label", "title", "type"],
        [Names.ResourceLink] = ["id", "title"],
        [Names.ToolPlatform] = ["guid", "name", "description", "url", "product_family_code", "version"],
        [Names.LaunchPresentation] = ["document_target", "width", "height", "locale", "return_url"],
        [Names.Lis] = ["course_offering_sourcedid", "course_section_sourcedid"],
        [Names.DeepLinkingSettings] = ["accept_types", "accept_presentation_document_targets", "accept_media_types", "accept_multiple", "accept_lineitem", "auto_create", "deep_link_return_url"],
    };

    private static readonly HashSet<string> s_addresses = new(StringComparer.Ordinal) { "return_url", "deep_link_return_url", Names.TargetLinkUri };

    /// <param name="registrationId">Mixed into what stands for the person's id, which then tells nothing outside of this platform.</param>
    public static string Of(JsonElement claims, Guid registrationId)
    {
        var person = NamesIn(claims);
        var masked = new JsonObject();
        foreach (var claim in claims.EnumerateObject())
        {
            masked[claim.Name] = Mask(claim, registrationId, person);
        }

        var text = masked.ToJsonString(s_readable);
        return text.Length <= Longest ? text : new JsonObject { ["too_long"] = text.Length, [Names.MessageType] = masked[Names.MessageType]?.DeepClone() }.ToJsonString(s_readable);
    }

    private static JsonNode? Mask(JsonProperty claim, Guid registrationId, string[] person) => claim.Name switch
    {
        "sub" => PersonId(claim.Value, registrationId),
        Names.TargetLinkUri => Shown(claim.Name, claim.Value, person),
        Names.Custom => Parameters(claim.Value, person),
        Names.ForUser => Fields(claim.Value, field => field.Name == "user_id" ? PersonId(field.Value, registrationId) : Hidden),
        _ when s_whole.Contains(claim.Name) => Shown(claim.Name, claim.Value, person),
        _ when s_fields.TryGetValue(claim.Name, out var shown) => Fields(claim.Value, field => shown.Contains(field.Name) ? Shown(field.Name, field.Value, person) : Hidden),
        _ => Hidden,
    };

    // Our own parameters hold terms, sections and courses. Any other may hold a person, save one that the platform left as it was.
    private static JsonNode? Parameters(JsonElement custom, string[] person) => Fields(custom, parameter =>
        (parameter.Name.StartsWith(OwnParameter, StringComparison.Ordinal) && !s_secret.Contains(parameter.Name)) || IsUnresolved(parameter.Value) ? Shown(parameter.Name, parameter.Value, person) : Hidden);

    private static bool IsUnresolved(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.String && value.GetString() is { } text && (text.Length == 0 || text[0] == '$' || text.StartsWith("@X@", StringComparison.Ordinal)));

    private static JsonNode? Fields(JsonElement claim, Func<JsonProperty, JsonNode?> mask)
    {
        if (claim.ValueKind != JsonValueKind.Object)
        {
            return Hidden;
        }

        var fields = new JsonObject();
        foreach (var field in claim.EnumerateObject())
        {
            fields[field.Name] = mask(field);
        }

        return fields;
    }

    private static JsonNode? Shown(string name, JsonElement value, string[] person) => value.ValueKind switch
    {
        JsonValueKind.String => Text(s_addresses.Contains(name) ? WithoutQuery(value.GetString()!) : value.GetString()!, person),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(item => Shown(name, item, person))]),
        JsonValueKind.Object => Fields(value, field => Shown(field.Name, field.Value, person)),
        _ => JsonNode.Parse(value.GetRawText()),
    };

    // Moodle's addresses back carry the key of the person's session, ours the ticket of a link.
    private static string WithoutQuery(string address)
    {
        var query = address.IndexOfAny(['?', '#']);
        return query < 0 ? address : $"{address[..query]}?…";
    }

    private static string Text(string text, string[] person)
    {
        var hidden = person.Aggregate(text, (left, name) => left.Replace(name, Mark, StringComparison.OrdinalIgnoreCase));
        return hidden.Length <= LongestText ? hidden : $"{hidden[..LongestText]}…";
    }

    private static string PersonId(JsonElement id, Guid registrationId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{registrationId:n} {id}"));
        return Mark + Convert.ToHexStringLower(hash.AsSpan(0, 2));
    }

    private static string[] NamesIn(JsonElement claims) =>
    [
        .. s_names.Select(name => claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "")
            .Where(name => name.Length >= ShortestName)
            .OrderByDescending(name => name.Length),
    ];
}
