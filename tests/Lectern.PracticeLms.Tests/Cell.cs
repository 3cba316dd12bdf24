using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lectern.PracticeLms.Tests;

/// <summary>A column of CS-305 that belongs to one link, and a tool that writes into it.</summary>
internal sealed class Cell : IAsyncDisposable
{
    private readonly Dictionary<string, string> ids;

    private Cell(RunningLms lms, string token, string column, Dictionary<string, string> ids) => (Lms, Token, Column, this.ids) = (lms, token, column, ids);

    public RunningLms Lms { get; }

    public string Token { get; }

    /// <summary>The column's address.</summary>
    public string Column { get; }

    public string Results => ServiceCalls.Below(Column, "/results");

    public static async Task<Cell> StartAsync(string manner, string item, string claim)
    {
        var lms = await RunningLms.StartAsync("--manner", manner);
        var (tool, token) = await lms.AddToolWithTokenAsync(ServiceCalls.AllGrades);
        var activity = await lms.AddActivityAsync(tool, item);
        var ids = new Dictionary<string, string>();
        JsonObject claims = [];
        foreach (var person in (string[])["mara", "tomas", "ines", "yuki", "sofia"])
        {
            claims = await lms.OpenAsync(person, activity);
            ids[person] = (string)claims["sub"]!;
        }

        return new Cell(lms, token, (string)claims[claim]!["lineitem"]!, ids);
    }

    public string IdOf(string person) => ids.GetValueOrDefault(person, "nobody-here");

    public void Later(int seconds) => Lms.Time.Advance(TimeSpan.FromSeconds(seconds));

    /// <param name="fields">A final score at full activity, but for what is said here.</param>
    /// <param name="earlier">Seconds that the timestamp lies before now.</param>
    public Task<HttpResponseMessage> ScoreAsync(string person, object fields, int earlier = 0, object? extension = null, string type = ServiceCalls.ScoreType)
    {
        var score = new JsonObject
        {
            ["userId"] = IdOf(person),
            ["timestamp"] = Lms.Time.GetUtcNow().AddSeconds(-earlier).ToString("o"),
            ["activityProgress"] = "Completed",
            ["gradingProgress"] = "FullyGraded",
        };
        foreach (var (name, value) in JsonSerializer.SerializeToNode(fields)!.AsObject())
        {
            score[name] = value?.DeepClone();
        }

        if (extension is not null)
        {
            score["https://canvas.instructure.com/lti/submission"] = JsonSerializer.SerializeToNode(extension);
        }

        return PostAsync(score, type);
    }

    public Task<HttpResponseMessage> PostAsync(JsonNode score, string type) =>
        Lms.CallAsync(HttpMethod.Post, ServiceCalls.Below(Column, "/scores"), Token, body: score, type: type);

    public async Task<JsonArray> ResultsAsync() => (await Lms.ReadAsync(Results, Token, ServiceCalls.ResultsType)).AsArray();

    public async Task OverrideAsync(string person, double score) => await Lms.PostJsonAsync("/api/grades", new { lineItemId = await ColumnIdAsync(), person, score });

    public async Task<string> ColumnIdAsync() => (string)(await Lms.GetJsonAsync("/api/courses/2/columns"))[0]!["id"]!;

    public ValueTask DisposeAsync() => Lms.DisposeAsync();
}
