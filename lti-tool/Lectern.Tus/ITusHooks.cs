namespace Lectern.Tus;

/// <summary>What the host wants a say in. Every member has a default that agrees and does nothing.</summary>
/// <remarks>
/// A hook that returns a problem refuses the request with it. A hook that throws ends the request with the host's own error;
/// bytes that were acknowledged stay kept.
/// </remarks>
public interface ITusHooks
{
    /// <summary>
    /// Before an upload exists and before a byte is read: check type, size, quota and rights. Null lets it pass. A host that notes the
    /// upload here, so that two at once can't pass its quota together, has to cope with a crash before the upload is in the store.
    /// </summary>
    ValueTask<TusProblem?> CreatingAsync(TusUpload upload, TusRequest request, CancellationToken cancellationToken) => default;

    /// <summary>The upload is durably in the store; its client does not know yet.</summary>
    ValueTask CreatedAsync(TusUpload upload, TusRequest request, CancellationToken cancellationToken) => default;

    /// <summary>Before bytes of a PATCH are read: may this caller still write? Null lets it pass.</summary>
    ValueTask<TusProblem?> WritingAsync(TusUpload upload, TusRequest request, CancellationToken cancellationToken) => default;

    /// <summary>
    /// <see cref="TusUpload.Offset"/> has become durable: every few MiB or seconds of a moving upload. The place to keep a session alive.
    /// A problem stops the upload; what arrived is kept.
    /// </summary>
    ValueTask<TusProblem?> ProgressAsync(TusUpload upload, TusRequest request, CancellationToken cancellationToken) => default;

    /// <summary>
    /// Every byte is durable. Take the file now: after this returns, the store may delete its copy.
    /// Called at least once for each whole upload, again when the process died or this threw before, never twice at a time:
    /// it has to cope with finding its own work done.
    /// </summary>
    ValueTask CompletedAsync(TusUpload upload, CancellationToken cancellationToken) => default;

    /// <summary>Before an upload is deleted at its client's wish. Null lets it pass.</summary>
    ValueTask<TusProblem?> TerminatingAsync(TusUpload upload, TusRequest request, CancellationToken cancellationToken) => default;

    /// <summary>The upload is out of the store: at its client's wish, because it was stale, or because the store had no room for it in the first place.</summary>
    ValueTask DeletedAsync(TusUpload upload, CancellationToken cancellationToken) => default;
}
