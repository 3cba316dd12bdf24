using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace Lectern.Tus.Client;

/// <summary>A stretch of the file as a request body. Starts from its own beginning each time it is sent.</summary>
internal sealed class ChunkContent : HttpContent
{
    private const int BufferSize = 128 * 1024;
    private readonly Stream _source;
    private readonly long _start;
    private readonly long _count;
    private readonly Action<long> _sent;
    private TaskCompletionSource? _running;

    public ChunkContent(Stream source, long start, long count, Action<long> sent)
    {
        (_source, _start, _count, _sent) = (source, start, count, sent);
        Headers.ContentType = new MediaTypeHeaderValue(TusHeaders.OffsetOctetStream);
    }

    /// <summary>The file could not be read: our side's fault, which no retry mends.</summary>
    public Exception? SourceFault { get; private set; }

    /// <summary>
    /// Done when nothing reads the file any more. A server may answer before it has the whole body, and the next request must not move
    /// the file's position under one that is still being torn down.
    /// </summary>
    public Task Settled => _running?.Task ?? Task.CompletedTask;

    protected override bool TryComputeLength(out long length)
    {
        length = _count;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var running = _running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (long done = 0; done < _count;)
            {
                var size = await ReadAsync(buffer, done, cancellationToken);
                await stream.WriteAsync(buffer.AsMemory(0, size), cancellationToken);
                done += size;
                _sent(_start + done);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            running.SetResult();
        }
    }

    private async ValueTask<int> ReadAsync(byte[] buffer, long done, CancellationToken cancellationToken)
    {
        try
        {
            _source.Position = _start + done;
            var size = await _source.ReadAsync(buffer.AsMemory(0, (int)Math.Min(BufferSize, _count - done)), cancellationToken);
            return size > 0 ? size : throw new EndOfStreamException("The file became shorter while it was uploaded.");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            SourceFault = e;
            throw;
        }
    }
}
