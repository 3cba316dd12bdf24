using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Lectern.Tus.Files;

/// <summary>
/// Writes one body to the end of a data file. Memory is one pooled buffer, whatever the size of the upload:
/// the web server's own receive buffer fills while we write.
/// </summary>
internal sealed class Appender(SafeFileHandle data, OffsetFile marks, FileTusStoreOptions options, TimeProvider time)
{
    private const int BufferSize = 512 * 1024;
    private long _written = marks.Last.Offset;
    private long _flushedAt = time.GetTimestamp();

    /// <summary>
    /// Takes the body to its end and flushes. <see cref="TusStoreOutcome.Full"/> when the disk did not take all of it. A body that has to be accepted
    /// gets no mark before, so that no crash can make a part of it count.
    /// </summary>
    public async Task<TusStoreOutcome> RunAsync(Stream body, Func<bool>? accept, Func<long, ValueTask> durable, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var outcome = TusStoreOutcome.Done;
            int count;
            while (outcome == TusStoreOutcome.Done && (count = await ReadAsync(body, buffer, cancellationToken)) > 0)
            {
                outcome = await TryWriteAsync(buffer.AsMemory(0, count));
                if (outcome == TusStoreOutcome.Done && accept is null && IsFlushDue)
                {
                    await FlushAsync(durable);
                }
            }

            if (accept is null || outcome == TusStoreOutcome.Done && accept())
            {
                await FlushAsync(durable);
            }

            return outcome;
        }
        catch (IOException e) when (DiskErrors.IsFull(e))
        {
            // Some file systems find out only when they flush. The last mark stands, and what lies beyond it is written anew next time.
            return TusStoreOutcome.Full;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private bool IsFlushDue => _written - marks.Last.Offset >= options.FlushBytes || time.GetElapsedTime(_flushedAt) >= options.FlushInterval;

    private static async ValueTask<int> ReadAsync(Stream body, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
    }

    private async ValueTask<TusStoreOutcome> TryWriteAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await RandomAccess.WriteAsync(data, bytes, _written, CancellationToken.None);
            _written += bytes.Length;
            return TusStoreOutcome.Done;
        }
        catch (IOException e) when (DiskErrors.IsFull(e))
        {
            // A part of these bytes may lie in the file; without a mark they don't count.
            return TusStoreOutcome.Full;
        }
    }

    private async ValueTask FlushAsync(Func<long, ValueTask> durable)
    {
        _flushedAt = time.GetTimestamp();
        if (_written == marks.Last.Offset)
        {
            return;
        }

        RandomAccess.FlushToDisk(data);
        marks.Advance(_written, time.GetUtcNow());
        await durable(_written);
    }
}
