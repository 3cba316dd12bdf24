using System.Globalization;
using System.Net.Http.Headers;

namespace Lectern.Tus.Client;

/// <summary>The protocol's requests. A network that fails is an <see cref="Answer"/> without status.</summary>
internal sealed class TusConnection(HttpClient http, TusClientOptions options, TimeProvider time)
{
    public Task<Answer> CreateAsync(Uri endpoint, long? length, TusMetadata metadata, CancellationToken cancellationToken)
        => SendAsync(HttpMethod.Post, endpoint, request =>
        {
            var (name, value) = length is { } known ? (TusHeaders.UploadLength, Text(known)) : (TusHeaders.UploadDeferLength, "1");
            request.Headers.Add(name, value);
            request.Content = new ByteArrayContent([]);
            if (metadata.Header.Length > 0)
            {
                request.Headers.TryAddWithoutValidation(TusHeaders.UploadMetadata, metadata.Header);
            }
        }, cancellationToken);

    public Task<Answer> AskAsync(Uri upload, CancellationToken cancellationToken) => SendAsync(HttpMethod.Head, upload, _ => { }, cancellationToken);

    public Task<Answer> TerminateAsync(Uri upload, CancellationToken cancellationToken) => SendAsync(HttpMethod.Delete, upload, _ => { }, cancellationToken);

    /// <summary>Tells the length of an upload that began without one.</summary>
    public Task<Answer> TellLengthAsync(Uri upload, long offset, long length, CancellationToken cancellationToken)
        => SendAsync(HttpMethod.Patch, upload, request =>
        {
            request.Headers.Add(TusHeaders.UploadOffset, Text(offset));
            request.Headers.Add(TusHeaders.UploadLength, Text(length));
            request.Content = new ByteArrayContent([]) { Headers = { ContentType = new MediaTypeHeaderValue(TusHeaders.OffsetOctetStream) } };
        }, cancellationToken);

    /// <summary>A stretch of a file, to where it lies in the file.</summary>
    /// <exception cref="IOException">The file could not be read.</exception>
    public Task<Answer> WriteAsync(Uri upload, Stream source, long start, long count, Action<long> sent, CancellationToken cancellationToken)
        => WriteAsync(upload, start, (source, start, count), checksum: null, sent, cancellationToken);

    /// <summary>A chunk that is a stream of its own.</summary>
    /// <exception cref="IOException">The chunk could not be read.</exception>
    public Task<Answer> WriteAsync(Uri upload, long offset, Stream chunk, string checksum, CancellationToken cancellationToken)
        => WriteAsync(upload, offset, (chunk, 0, chunk.Length), checksum, _ => { }, cancellationToken);

    private async Task<Answer> WriteAsync(
        Uri upload, long offset, (Stream Source, long Start, long Count) stretch, string? checksum, Action<long> sent, CancellationToken cancellationToken)
    {
        using var stall = new StallGuard(options.StallLimit, time, cancellationToken);
        using var content = new ChunkContent(stretch.Source, stretch.Start, stretch.Count, position =>
        {
            stall.Moved();
            sent(position);
        });
        var answer = await SendAsync(HttpMethod.Patch, upload, request =>
        {
            request.Headers.Add(TusHeaders.UploadOffset, Text(offset));
            if (checksum is not null)
            {
                request.Headers.TryAddWithoutValidation(TusHeaders.UploadChecksum, checksum);
            }

            request.Content = content;
        }, stall, cancellationToken);
        await content.Settled;
        return content.SourceFault is { } fault ? throw new IOException("The file to upload can't be read.", fault) : answer;
    }

    // Fetching a token is network too: its failure is worth the same retries.
    private ValueTask PrepareAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        => options.Prepare?.Invoke(request, cancellationToken) ?? ValueTask.CompletedTask;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task<Answer> SendAsync(HttpMethod method, Uri address, Action<HttpRequestMessage> fill, CancellationToken cancellationToken)
    {
        using var stall = new StallGuard(options.StallLimit, time, cancellationToken);
        return await SendAsync(method, address, fill, stall, cancellationToken);
    }

    private async Task<Answer> SendAsync(
        HttpMethod method, Uri address, Action<HttpRequestMessage> fill, StallGuard stall, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Add(TusHeaders.TusResumable, TusHeaders.Version);
        fill(request);
        try
        {
            await PrepareAsync(request, cancellationToken);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stall.Token);
            return await Answer.OfAsync(response, time, stall.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Answer.None(e.Message);
        }
    }
}
