using System.Buffers.Text;
using System.Text.Json.Nodes;

namespace Lectern.Web.Tests.Support;

public static class Json
{
    public static async Task<JsonObject> ReadAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();

    /// <summary>What a token says, unverified.</summary>
    public static JsonObject PayloadOf(string jwt) => JsonNode.Parse(Base64Url.DecodeFromChars(jwt.Split('.')[1]))!.AsObject();
}
