using System.Globalization;
using System.Text.Json;

namespace Lectern.Tus.Client;

/// <summary>What came back, or that nothing did.</summary>
internal sealed record Answer
{
    private const int MaxProblemBytes = 64 * 1024;

    /// <summary>0 when no answer came.</summary>
    public int Status { get; private init; }

    public long? Offset { get; private init; }

    public long? Length { get; private init; }

    public Uri? Location { get; private init; }

    public TimeSpan? RetryAfter { get; private init; }

    public string? Code { get; private init; }

    public string? Text { get; private init; }

    public bool IsSuccess => Status is >= 200 and < 300;

    public bool IsGone => Status is 404 or 410;

    public bool IsDamaged => Status == TusProblems.ChecksumMismatch.Status;

    /// <summary>Worth another try: no answer, a server in trouble, or an upload that stands elsewhere than we thought. A full disk is not.</summary>
    public bool IsPassing => Status is 0 or 408 or 409 or 423 or 425 or 429 || Status >= 500 && Status != 507;

    public static Answer None(string text) => new() { Text = text };

    public static async Task<Answer> OfAsync(HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken)
    {
        var (code, text) = response.IsSuccessStatusCode ? (null, null) : await ReadProblemAsync(response, cancellationToken);
        var retry = response.Headers.RetryAfter;
        return new Answer
        {
            Status = (int)response.StatusCode,
            Offset = Number(response, TusHeaders.UploadOffset),
            Length = Number(response, TusHeaders.UploadLength),
            Location = response.Headers.Location,
            RetryAfter = retry?.Delta ?? retry?.Date - time.GetUtcNow(),
            Code = code,
            Text = text ?? response.ReasonPhrase,
        };
    }

    private static long? Number(HttpResponseMessage response, string header)
        => response.Headers.TryGetValues(header, out var values)
            && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // problem+json is a courtesy: whatever else stands there, the status decides.
    private static async Task<(string? Code, string? Text)> ReadProblemAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return default;
        }

        try
        {
            await response.Content.LoadIntoBufferAsync(MaxProblemBytes, cancellationToken);
            using var document = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
            return (Member(document, "code"), Member(document, "detail") ?? Member(document, "title"));
        }
        catch (Exception e) when (e is JsonException or HttpRequestException or IOException)
        {
            return default;
        }
    }

    private static string? Member(JsonDocument document, string name)
        => document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
