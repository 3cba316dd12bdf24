using System.Text.Json.Nodes;

namespace Lectern.Web.Tests.Support;

public static class Json
{
    public static async Task<JsonObject> ReadAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();
}
