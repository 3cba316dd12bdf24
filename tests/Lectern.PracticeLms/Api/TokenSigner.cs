using System.Text.Json.Nodes;
using Lectern.PracticeLms.Keys;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Api;

internal sealed class TokenSigner(PlatformKeys keys)
{
    public static readonly string[] KeyNames = ["current", "previous", "wrong", "forged", "none", "public"];

    public string Sign(JsonObject claims, JsonObject? header, string keyName) => keyName switch
    {
        "none" => JwtWriter.WithoutSignature(header ?? new JsonObject { ["typ"] = "JWT", ["alg"] = "none" }, claims),
        "public" => JwtWriter.SignWithPublicKeyAsSecret(
            header ?? new JsonObject { ["typ"] = "JWT", ["alg"] = "HS256", ["kid"] = keys.Current.Kid }, claims, keys.Current),
        _ => Sign(claims, header, Key(keyName)),
    };

    private string Sign(JsonObject claims, JsonObject? header, SigningKey key) => JwtWriter.Sign(header ?? keys.Header(key), claims, key);

    private SigningKey Key(string name) => name switch
    {
        "previous" => keys.Previous,
        "wrong" => keys.Stranger,
        "forged" => keys.Stranger with { Kid = keys.Current.Kid },
        _ => keys.Current,
    };
}
