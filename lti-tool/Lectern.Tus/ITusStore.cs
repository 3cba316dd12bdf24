namespace Lectern.Tus;

/// <summary>Keeps uploads. The server never calls two writing members for one upload at the same time.</summary>
public interface ITusStore
{
    /// <summary>Makes an upload without bytes; durable when it returns <see cref="TusStoreOutcome.Done"/>.</summary>
    Task<TusStoreOutcome> CreateAsync(TusUpload upload, CancellationToken cancellationToken);

    /// <summary>The upload, or null. Safe to call while it is being written; the offset is a durable one.</summary>
    Task<TusUpload?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>
    /// Appends <paramref name="body"/> to its end, at <see cref="TusUpload.Offset"/>. The stream never throws for the peer's sake: it just ends early,
    /// and never gives more than the upload has room for. Whatever it gave is durable on return, unless it was refused.
    /// </summary>
    /// <param name="upload">The upload as found under the server's lock.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="accept">
    /// Null, or asked once when the body is over. Until it agrees no byte of this body counts, also after a crash; when it does not, none ever does.
    /// </param>
    /// <param name="durable">To be awaited each time another stretch has become durable, with the offset.</param>
    /// <param name="cancellationToken">Ends the append as if the body had ended.</param>
    Task<TusAppendResult> AppendAsync(TusUpload upload, Stream body, Func<bool>? accept, Func<long, ValueTask> durable, CancellationToken cancellationToken);

    /// <summary>Keeps the length of an upload that began without one; durable when it returns <see cref="TusStoreOutcome.Done"/>.</summary>
    Task<TusStoreOutcome> SetLengthAsync(TusUpload upload, long length, CancellationToken cancellationToken);

    /// <summary>Remembers durably that the host has taken the file. The store may drop the bytes from now on, not the offset.</summary>
    Task MarkCompletedAsync(TusUpload upload, CancellationToken cancellationToken);

    /// <summary>Deletes an upload; no error when it is not there.</summary>
    Task DeleteAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>All uploads, in no order.</summary>
    IAsyncEnumerable<TusUpload> ListAsync(CancellationToken cancellationToken);

    /// <summary>Clears away what a crash in the middle of a creation or deletion left behind before <paramref name="before"/>.</summary>
    Task SweepRemnantsAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
