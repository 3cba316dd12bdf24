using System.Text.Json;
using Lectern.Lti.Json;

namespace Lectern.Lti.Launch.Checks;

/// <summary>Claims that decide something must have the JSON type the specification gives them; null counts as missing, which later checks judge.</summary>
internal sealed class ClaimTypes : LaunchCheck
{
    private static readonly string[] Texts = ["iss", "azp", "nonce", "sub", Claims.Version, Claims.MessageType, Claims.DeploymentId, Claims.TargetLinkUri];

    private static readonly (string Claim, string Id)[] Objects =
        [(Claims.Context, "id"), (Claims.ResourceLink, "id"), (Claims.ForUser, "user_id"), (Claims.DeepLinkingSettings, "deep_link_return_url")];

    protected override Rejection? Check(LaunchContext launch)
    {
        var claims = launch.Claims;
        var wrong = Array.Find(Texts, name => IsOther(claims, name, JsonValueKind.String))
            ?? Objects.Where(one => IsOtherObject(claims, one.Claim, one.Id)).Select(one => one.Claim).FirstOrDefault()
            ?? (IsOther(claims, Claims.Roles, JsonValueKind.Array) ? Claims.Roles : null)
            ?? (IsAudience(claims.Get("aud")) ? null : "aud");
        return wrong is null ? null : Rejections.ClaimOfWrongType.With(wrong);
    }

    private static bool IsOther(JsonElement parent, string name, JsonValueKind kind) => parent.Get(name) is { } value && value.ValueKind != kind;

    private static bool IsOtherObject(JsonElement claims, string name, string id) =>
        claims.Get(name) is { } value && !IsEmptyArray(value) && (value.ValueKind != JsonValueKind.Object || IsOther(value, id, JsonValueKind.String));

    // PHP platforms write an empty object as [].
    private static bool IsEmptyArray(JsonElement value) => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0;

    // RFC 7519 §4.1.3: one text or a list of texts.
    private static bool IsAudience(JsonElement? audience) =>
        audience is null or { ValueKind: JsonValueKind.String }
        || (audience is { ValueKind: JsonValueKind.Array } list && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String));
}
