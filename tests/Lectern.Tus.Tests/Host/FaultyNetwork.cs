using System.Net;
using System.Net.Sockets;

namespace Lectern.Tus.Tests.Host;

/// <summary>A client's way to the server that breaks where a test says. Counts requests from 1.</summary>
public sealed class FaultyNetwork : DelegatingHandler
{
    private readonly TaskCompletionSource _hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FaultyNetwork()
        : base(new SocketsHttpHandler()) => Http = new HttpClient(this, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

    public HttpClient Http { get; }

    public List<string> Sent { get; } = [];

    /// <summary>The next body breaks its connection after so many bytes.</summary>
    public long? CutBodyAfter { get; set; }

    /// <summary>Answers in the server's place.</summary>
    public Func<int, HttpStatusCode?> Answer { get; set; } = _ => null;

    /// <summary>The number of a request that never gets an answer.</summary>
    public int HangAt { get; set; }

    /// <summary>Done when that request has come.</summary>
    public Task Hanging => _hanging.Task;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Sent.Add(request.Method.Method);
        if (Sent.Count == HangAt)
        {
            _hanging.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        if (Answer(Sent.Count) is { } status)
        {
            return new HttpResponseMessage(status) { RequestMessage = request };
        }

        if (CutBodyAfter is { } limit && request.Method == HttpMethod.Patch)
        {
            CutBodyAfter = null;
            request.Content = new CutContent(request.Content!, limit);
        }

        return await base.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Http.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Passes a body on and fails like a socket in the middle of it.</summary>
    private sealed class CutContent : HttpContent
    {
        private readonly HttpContent _inner;
        private readonly long _limit;

        public CutContent(HttpContent inner, long limit)
        {
            (_inner, _limit) = (inner, limit);
            foreach (var header in inner.Headers)
            {
                Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var whole = await _inner.ReadAsByteArrayAsync();
            await stream.WriteAsync(whole.AsMemory(0, (int)_limit));
            await stream.FlushAsync();
            throw new IOException("Cut by the test.", new SocketException((int)SocketError.ConnectionReset));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _inner.Headers.ContentLength ?? 0;
            return true;
        }
    }
}
