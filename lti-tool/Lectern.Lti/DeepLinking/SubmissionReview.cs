using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.Lti.Json;

namespace Lectern.Lti.DeepLinking;

/// <summary>How a grader opens one person's submission (Submission Review 1.0 §3.3).</summary>
/// <param name="ReviewableStatus">Activity progress values at which there is something to see, such as <c>Submitted</c>.</param>
/// <param name="Label">The button's text, or null.</param>
/// <param name="Url">The page, or null for the link's own.</param>
/// <param name="Custom">Custom parameters of that launch, or null.</param>
public sealed record SubmissionReview(
    IReadOnlyList<string> ReviewableStatus,
    string? Label = null,
    string? Url = null,
    IReadOnlyDictionary<string, string>? Custom = null)
{
    internal static SubmissionReview? Read(JsonElement? review) => review is not { ValueKind: JsonValueKind.Object } json
        ? null
        : new SubmissionReview(
            json.Texts("reviewableStatus"),
            json.Filled("label"),
            json.Address("url"),
            json.Object("custom") is { } custom ? custom.EnumerateObject().Where(one => one.Value.ValueKind == JsonValueKind.String).ToDictionary(one => one.Name, one => one.Value.GetString()!) : null);

    internal JsonObject ToJson()
    {
        var json = new JsonObject { ["reviewableStatus"] = new JsonArray([.. ReviewableStatus.Select(status => (JsonNode)status)]) };
        json.Put("label", Label);
        json.Put("url", Url);
        json.Put("custom", Custom is null ? null : new JsonObject(Custom.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value))));
        return json;
    }
}
