using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.IdentityModel.Tokens;

namespace Lectern.PracticeLms.Tests;

/// <summary>Plays the browser and the tool's half of a launch.</summary>
internal static partial class Launching
{
    public static Task<JsonObject> BeginAsync(this RunningLms lms, string person, string deploymentId, string messageType = "LtiResourceLinkRequest", string course = "CS-305") =>
        lms.PostJsonAsync("/api/launches", new { person, courseId = course, toolId = deploymentId, messageType });

    /// <summary>The request a right tool would make of a login initiation.</summary>
    public static Dictionary<string, string> RightRequest(JsonObject launch, string nonce = "n-1") => new()
    {
        ["scope"] = "openid",
        ["response_type"] = "id_token",
        ["response_mode"] = "form_post",
        ["prompt"] = "none",
        ["client_id"] = (string)launch["fields"]!["client_id"]!,
        ["redirect_uri"] = FakeTool.Base + "/launch",
        ["login_hint"] = (string)launch["fields"]!["login_hint"]!,
        ["lti_message_hint"] = (string)launch["fields"]!["lti_message_hint"]!,
        ["state"] = "s-1",
        ["nonce"] = nonce,
    };

    public static async Task<(HttpStatusCode Status, string Page)> AuthorizeAsync(this RunningLms lms, Dictionary<string, string> request, HttpClient? browser = null)
    {
        using var form = new FormUrlEncodedContent(request);
        using var response = await (browser ?? lms.Browser).PostAsync("/lti/authorize", form, RunningLms.Stop);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(RunningLms.Stop));
    }

    /// <summary>A whole launch; gives the token's claims.</summary>
    public static async Task<JsonObject> LaunchAsync(this RunningLms lms, string person, string deploymentId, string messageType = "LtiResourceLinkRequest", string course = "CS-305")
    {
        var (_, page) = await lms.AuthorizeAsync(RightRequest(await lms.BeginAsync(person, deploymentId, messageType, course)));
        return Claims(Field(page, "id_token"));
    }

    /// <summary>A whole launch of one activity; gives the token's claims.</summary>
    public static async Task<JsonObject> OpenAsync(this RunningLms lms, string person, JsonNode activity)
    {
        var launch = await lms.PostJsonAsync("/api/launches", new { person, activityId = (int)activity["id"]! });
        var (_, page) = await lms.AuthorizeAsync(RightRequest(launch));
        return Claims(Field(page, "id_token"));
    }

    public static JsonObject Claims(string jwt) => (JsonObject)JsonNode.Parse(Base64UrlEncoder.Decode(jwt.Split('.')[1]))!;

    public static string Action(string page) => WebUtility.HtmlDecode(ActionPattern().Match(page).Groups[1].Value);

    public static string Field(string page, string name)
    {
        var match = FieldPattern().Matches(page).FirstOrDefault(field => field.Groups[1].Value == name);
        Assert.True(match is not null, $"The page has no field {name}: {page}");
        return WebUtility.HtmlDecode(match.Groups[2].Value);
    }

    public static string Core(string name) => "https://purl.imsglobal.org/spec/lti/claim/" + name;

    public static string DeepLinking(string name) => "https://purl.imsglobal.org/spec/lti-dl/claim/" + name;

    [GeneratedRegex("<form [^>]*action=\"([^\"]*)\"")]
    private static partial Regex ActionPattern();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">")]
    private static partial Regex FieldPattern();
}
