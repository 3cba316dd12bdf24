using System.Net;

namespace Lectern.Lti.Http;

/// <summary>Keeps the limits of one request: scheme, redirects, size and time, the last two over the whole body.</summary>
internal sealed class PlatformGuard(PlatformHttpOptions options, TimeProvider time) : DelegatingHandler
{
    private const int Chunk = 16 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!options.Allows(request.RequestUri))
        {
            throw new PlatformHttpException(PlatformHttpFault.NotHttps, $"{request.RequestUri?.Host} is only called over https.");
        }

        using var limit = new CancellationTokenSource(options.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await ReceiveAsync(request, both.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new PlatformHttpException(PlatformHttpFault.TooSlow, $"{request.RequestUri?.Host} took longer than {options.Timeout.TotalSeconds:0.#} s.");
        }
    }

    private async Task<HttpResponseMessage> ReceiveAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            // An answer that nothing changed leads nowhere.
            if (response.StatusCode is >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest and not HttpStatusCode.NotModified)
            {
                throw new PlatformHttpException(PlatformHttpFault.Redirected, $"{request.RequestUri?.Host} answers {(int)response.StatusCode}; redirects are not followed.");
            }

            response.Content = await ReadAsync(response.Content, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task<HttpContent> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var buffer = new MemoryStream();
        var chunk = new byte[Chunk];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (buffer.Length + read > options.LargestAnswer)
            {
                throw new PlatformHttpException(PlatformHttpFault.TooLarge, $"The answer is larger than {options.LargestAnswer} bytes.");
            }

            buffer.Write(chunk, 0, read);
        }

        return Copy(buffer.ToArray(), content);
    }

    private static ByteArrayContent Copy(byte[] bytes, HttpContent original)
    {
        var copy = new ByteArrayContent(bytes);
        foreach (var (name, values) in original.Headers)
        {
            copy.Headers.TryAddWithoutValidation(name, values);
        }

        return copy;
    }
}
