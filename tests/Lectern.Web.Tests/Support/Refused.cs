using System.Collections.Concurrent;
using System.Net;

namespace Lectern.Web.Tests.Support;

/// <summary>Asserts refusals and remembers which test saw which code.</summary>
internal static class Refused
{
    private static readonly ConcurrentDictionary<(string Test, string Code), bool> s_seen = new();

    /// <summary>A page that says what happened, with the code last.</summary>
    public static async Task<string> ByPageAsync(HttpStatusCode status, string code, HttpResponseMessage response, string? line = null)
    {
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        var page = await Html.ReadAsync(response);
        Assert.Equal((status, line ?? $"Code {code}"), (response.StatusCode, page.QuerySelector(".code")?.TextContent.Trim()));
        Assert.NotEqual("", page.QuerySelector("h1")!.TextContent.Trim());
        Saw(code);
        return page.QuerySelector(".message")!.TextContent;
    }

    /// <summary>problem+json with the code and a sentence.</summary>
    public static async Task<string> ByProblemAsync(HttpStatusCode status, string code, HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await Json.ReadAsync(response);
        Assert.Equal((status, code), (response.StatusCode, problem["code"]!.GetValue<string>()));
        Assert.NotEqual("", problem["title"]!.GetValue<string>());
        Saw(code);
        return problem["detail"]!.GetValue<string>();
    }

    public static bool WasSeen(string test, string code) => s_seen.ContainsKey((test, code));

    private static void Saw(string code) => s_seen[(TestContext.Current.Test!.UniqueID, code)] = true;
}
