using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Lectern.Tus.Tests.Host;

/// <summary>Counts bytes and keeps none; shows that the server needs no files.</summary>
public sealed class MemoryTusStore : ITusStore
{
    private readonly ConcurrentDictionary<Guid, TusUpload> _uploads = [];

    public Task<TusStoreOutcome> CreateAsync(TusUpload upload, CancellationToken cancellationToken)
    {
        _uploads[upload.Id] = upload;
        return Task.FromResult(TusStoreOutcome.Done);
    }

    public Task<TusUpload?> FindAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(_uploads.GetValueOrDefault(id));

    public async Task<TusAppendResult> AppendAsync(TusUpload upload, Stream body, Func<bool>? accept, Func<long, ValueTask> durable, CancellationToken cancellationToken)
    {
        var offset = upload.Offset;
        var buffer = new byte[4096];
        int count;
        while ((count = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            offset += count;
        }

        if (accept?.Invoke() == false)
        {
            return new(upload.Offset, TusStoreOutcome.Done);
        }

        _uploads[upload.Id] = upload with { Offset = offset };
        await durable(offset);
        return new(offset, TusStoreOutcome.Done);
    }

    public Task<TusStoreOutcome> SetLengthAsync(TusUpload upload, long length, CancellationToken cancellationToken)
    {
        _uploads[upload.Id] = upload with { Length = length };
        return Task.FromResult(TusStoreOutcome.Done);
    }

    public Task MarkCompletedAsync(TusUpload upload, CancellationToken cancellationToken)
    {
        _uploads[upload.Id] = upload with { Completed = true };
        return Task.CompletedTask;
    }

    public Task DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        _uploads.TryRemove(id, out _);
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<TusUpload> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var upload in _uploads.Values)
        {
            await Task.Yield();
            yield return upload;
        }
    }

    public Task SweepRemnantsAsync(DateTimeOffset before, CancellationToken cancellationToken) => Task.CompletedTask;
}
