using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Lectern.PracticeLms.Tests;

/// <summary>Plays the tool's half of the services.</summary>
internal static class ServiceCalls
{
    public const string Ags = "https://purl.imsglobal.org/spec/lti-ags/scope/";
    public const string AllGrades = $"{Ags}lineitem {Ags}lineitem.readonly {Ags}result.readonly {Ags}score";
    public const string Memberships = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";
    public const string Groups = "https://purl.imsglobal.org/spec/lti-gs/scope/contextgroup.readonly";
    public const string Notices = "https://purl.imsglobal.org/spec/lti/scope/noticehandlers";
    public const string ItemType = "application/vnd.ims.lis.v2.lineitem+json";
    public const string ItemsType = "application/vnd.ims.lis.v2.lineitemcontainer+json";
    public const string ScoreType = "application/vnd.ims.lis.v1.score+json";
    public const string ResultsType = "application/vnd.ims.lis.v2.resultcontainer+json";
    public const string MembersType = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";
    private static int last;

    public static JsonObject Assertion(this RunningLms lms, string client, string? jti = null)
    {
        var now = lms.Time.GetUtcNow().ToUnixTimeSeconds();
        return new JsonObject { ["iss"] = client, ["sub"] = client, ["aud"] = lms.Issuer + "/lti/token", ["iat"] = now, ["exp"] = now + 60, ["jti"] = jti ?? $"j{Interlocked.Increment(ref last)}" };
    }

    public static async Task<HttpResponseMessage> AskTokenAsync(this RunningLms lms, JsonObject assertion, string scope)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = lms.Tool.Sign(assertion),
            ["scope"] = scope,
        });
        return await lms.Browser.PostAsync("/lti/token", form, RunningLms.Stop);
    }

    /// <summary>Registers a tool with these scopes; gives its deployment and a token for all of them.</summary>
    public static async Task<(string Tool, string Token)> AddToolWithTokenAsync(this RunningLms lms, string scope)
    {
        var (client, tool) = await lms.AddToolAsync(FakeTool.Registration(scope));
        using var answer = await lms.AskTokenAsync(lms.Assertion(client), scope);
        return (tool, (string)(await RunningLms.ReadJsonAsync(answer))["access_token"]!);
    }

    public static async Task<HttpResponseMessage> CallAsync(
        this RunningLms lms, HttpMethod method, string url, string token, string? accept = null, JsonNode? body = null, string? type = null)
    {
        using var request = new HttpRequestMessage(method, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, type!);
        }

        return await lms.Browser.SendAsync(request, RunningLms.Stop);
    }

    public static async Task<JsonNode> ReadAsync(this RunningLms lms, string url, string token, string accept)
    {
        using var answer = await lms.CallAsync(HttpMethod.Get, url, token, accept);
        var text = await answer.Content.ReadAsStringAsync(RunningLms.Stop);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {text}");
        Assert.Equal(accept, answer.Content.Headers.ContentType!.MediaType);
        return JsonNode.Parse(text)!;
    }

    /// <summary>Puts a path behind an address's own path and before its query.</summary>
    public static string Below(string url, string path) => url.Contains('?', StringComparison.Ordinal) ? url.Replace("?", path + "?", StringComparison.Ordinal) : url + path;
}
