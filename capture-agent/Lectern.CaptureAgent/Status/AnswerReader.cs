using System.Text.Json;

namespace Lectern.CaptureAgent.Status;

/// <summary>Reads an answer to its end.</summary>
internal static class AnswerReader
{
    public static async Task<ToolAnswer> ReadAsync(HttpResponseMessage response, TimeProvider clock, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var (code, text) = response.IsSuccessStatusCode ? (null, null) : ProblemOf(response, body);
        var retry = response.Headers.RetryAfter;
        return new ToolAnswer
        {
            Status = (int)response.StatusCode,
            Version = response.Headers.ETag?.Tag.Trim('"'),
            Body = body,
            RetryAfter = retry?.Delta ?? retry?.Date - clock.GetUtcNow(),
            Code = code,
            Text = text ?? response.ReasonPhrase,
        };
    }

    // problem+json is a courtesy: whatever else stands there, the status decides.
    private static (string? Code, string? Text) ProblemOf(HttpResponseMessage response, byte[] body)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return default;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return (Member(document, "code"), Member(document, "detail") ?? Member(document, "title"));
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string? Member(JsonDocument document, string name) =>
        document.RootElement.ValueKind == JsonValueKind.Object
        && document.RootElement.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
