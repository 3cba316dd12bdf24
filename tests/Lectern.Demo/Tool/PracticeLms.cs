using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.Demo.Browser;

namespace Lectern.Demo.Tool;

/// <summary>The practice LMS's API.</summary>
internal sealed class PracticeLms(Uri address)
{
    public const string Course = "CS-305";
    public const string Instructor = "ines";
    public const string Student = "mara";

    public Task<JsonObject> OfferRegistrationAsync(HttpClient http, CancellationToken cancellation) =>
        JsonCalls.PostAsync<JsonObject>(http, At("/api/registrations"), new { autoActivate = true }, cancellation);

    public Task<JsonArray> ToolsAsync(HttpClient http, CancellationToken cancellation) => JsonCalls.GetAsync<JsonArray>(http, At("/api/tools"), cancellation);

    public Task<LmsLaunch> LaunchAsync(HttpClient http, object launch, CancellationToken cancellation) =>
        JsonCalls.PostAsync<LmsLaunch>(http, At("/api/launches"), launch, cancellation);

    /// <summary>Posts the tool's signed answer as its form would; gives the first activity made of it.</summary>
    public static async Task<int> ReturnContentAsync(HttpClient http, Uri action, string jwt, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent([new("JWT", jwt)]) };
        request.Headers.Accept.ParseAdd("application/json");
        using var response = await http.SendAsync(request, cancellation);
        var report = await JsonCalls.ReadAsync<JsonElement>(response, cancellation);
        var created = report.GetProperty("created");
        return created.GetArrayLength() == 1
            ? created[0].GetProperty("id").GetInt32()
            : throw new DemoFailure($"The LMS made {created.GetArrayLength()} activities of one video. Refused: {report.GetProperty("refused").GetRawText()}");
    }

    public Uri ActivityPage(int activity) => At($"/activity/{activity}");

    private Uri At(string path) => new(address, path);
}
