using System.Net;
using System.Net.Http.Headers;

namespace Lectern.Lti.Http;

/// <summary>What came back from a platform, or why nothing did.</summary>
/// <param name="Status">The status, or null when nothing came.</param>
/// <param name="Body">The body; empty when nothing came.</param>
/// <param name="Failure">Why nothing came, for an operator.</param>
internal sealed record PlatformAnswer(HttpStatusCode? Status, byte[] Body, string? Failure)
{
    /// <summary>Which of the guard's limits stopped it, if one did.</summary>
    public PlatformHttpFault? Fault { get; init; }

    /// <summary>The Link headers as they came.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>How long the platform asks to wait: its Retry-After as a time span or a date.</summary>
    public RetryConditionHeaderValue? RetryAfter { get; init; }

    /// <summary>The platform's clock when it answered; null when it did not say.</summary>
    public DateTimeOffset? Date { get; init; }

    public bool IsSuccess => Status is >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous;

    public string Text => System.Text.Encoding.UTF8.GetString(Body);

    public static async Task<PlatformAnswer> ReceiveAsync(HttpClient client, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            return new PlatformAnswer(response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken), null)
            {
                Links = response.Headers.TryGetValues("Link", out var links) ? [.. links] : [],
                RetryAfter = response.Headers.RetryAfter,
                Date = response.Headers.Date,
            };
        }
        catch (Exception exception) when (IsPlatformsFault(exception, cancellationToken))
        {
            return new PlatformAnswer(null, [], Describe(exception)) { Fault = Guard(exception)?.Fault };
        }
    }

    private static bool IsPlatformsFault(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static PlatformHttpException? Guard(Exception exception) => exception as PlatformHttpException ?? exception.InnerException as PlatformHttpException;

    private static string Describe(Exception exception) => exception switch
    {
        _ when Guard(exception) is { } guard => guard.Message,
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } request => request.HttpRequestError.ToString(),
        _ => exception.GetType().Name,
    };
}
