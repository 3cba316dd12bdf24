using System.Net;

namespace Lectern.Lti.Http;

/// <summary>What came back from a platform, or why nothing did.</summary>
/// <param name="Status">The status, or null when nothing came.</param>
/// <param name="Body">The body; empty when nothing came.</param>
/// <param name="Failure">Why nothing came, for an operator.</param>
internal sealed record PlatformAnswer(HttpStatusCode? Status, byte[] Body, string? Failure)
{
    public bool IsSuccess => Status is >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous;

    public string Text => System.Text.Encoding.UTF8.GetString(Body);

    public static async Task<PlatformAnswer> ReceiveAsync(HttpClient client, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            return new PlatformAnswer(response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken), null);
        }
        catch (Exception exception) when (IsPlatformsFault(exception, cancellationToken))
        {
            return new PlatformAnswer(null, [], Describe(exception));
        }
    }

    private static bool IsPlatformsFault(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static string Describe(Exception exception) => exception switch
    {
        PlatformHttpException guard => guard.Message,
        HttpRequestException { InnerException: PlatformHttpException guard } => guard.Message,
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } request => request.HttpRequestError.ToString(),
        _ => exception.GetType().Name,
    };
}
