using System.Runtime.CompilerServices;
using Lectern.Tus.Locks;
using Lectern.Tus.Messages;

namespace Lectern.Tus;

/// <summary>
/// The server side of tus 1.0 with the extensions creation, creation-with-upload, creation-defer-length, checksum, expiration and termination. One instance per store: it holds the locks.
/// A peer's mistake is a response; what is thrown is a fault of the store, of the hooks or of ours, or the caller's cancellation.
/// </summary>
public sealed class TusServer
{
    // A creation or deletion takes moments: what is half there after a day is no work in progress.
    private static readonly TimeSpan RemnantAge = TimeSpan.FromDays(1);
    private readonly ITusStore _store;
    private readonly TusServerOptions _options;
    private readonly TimeProvider _time;
    private readonly UploadLocks _locks;
    private readonly Dictionary<(string Method, bool OnUpload), ITusMessage> _messages;

    /// <summary>Makes a server on a store.</summary>
    public TusServer(ITusStore store, TusServerOptions options, TimeProvider time)
    {
        (_store, _options, _time) = (store, options, time);
        _locks = new UploadLocks(options, time);
        var ask = new AskOptions();
        _messages = new()
        {
            [("OPTIONS", false)] = ask,
            [("OPTIONS", true)] = ask,
            [("POST", false)] = new CreateUpload(_locks),
            [("HEAD", true)] = new HeadUpload(_locks),
            [("PATCH", true)] = new PatchUpload(_locks),
            [("DELETE", true)] = new TerminateUpload(_locks),
        };
    }

    /// <summary>Answers one request.</summary>
    /// <param name="request">The request; its body is read here.</param>
    /// <param name="hooks">The host's say, for this request.</param>
    /// <param name="cancellationToken">The peer is gone or the server stops. Bytes that arrived before are kept.</param>
    public async Task<TusResponse> HandleAsync(TusRequest request, ITusHooks hooks, CancellationToken cancellationToken)
    {
        // Core protocol, X-HTTP-Method-Override: it wins over the method of the request line.
        var method = (request.Header(TusHeaders.MethodOverride) ?? request.Method).ToUpperInvariant();
        if (!_messages.TryGetValue((method, request.UploadId is not null), out var message))
        {
            return Reply.Refuse(TusProblems.UnknownMethod);
        }

        var exchange = new TusExchange(request, hooks, _store, _options, _time);
        return await message.Requires.FirstProblemAsync(exchange, cancellationToken) is { } problem
            ? Reply.Refuse(problem)
            : await message.RunAsync(exchange, cancellationToken);
    }

    /// <summary>
    /// Hands uploads that are whole, but were cut off from their completion by a crash, to the host. For the start of the process;
    /// a client that asks by HEAD has the same effect on its own upload.
    /// </summary>
    /// <returns>How many were handed over.</returns>
    public async Task<int> CompletePendingAsync(ITusHooks hooks, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var upload in FreeUploadsAsync(u => u.IsWhole && !u.Completed, cancellationToken))
        {
            await Completion.RunAsync(_store, hooks, upload, cancellationToken);
            count++;
        }

        return count;
    }

    /// <summary>
    /// Deletes uploads untouched for longer than <see cref="TusServerOptions.KeepUnfinished"/>, and what crashes left over. Uploads that move and
    /// whole ones the host has not taken yet are never deleted.
    /// </summary>
    /// <returns>How many uploads were deleted, finished ones included.</returns>
    public async Task<int> SweepAsync(ITusHooks hooks, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var count = 0;
        await foreach (var upload in FreeUploadsAsync(u => Expiry.IsStale(u, _options, now) && (u.Completed || !u.IsWhole), cancellationToken))
        {
            await _store.DeleteAsync(upload.Id, cancellationToken);
            await hooks.DeletedAsync(upload, cancellationToken);
            count++;
        }

        await _store.SweepRemnantsAsync(now - RemnantAge, cancellationToken);
        return count;
    }

    // Each upload is given out under its lock, and looked at again once the lock is held.
    private async IAsyncEnumerable<TusUpload> FreeUploadsAsync(Func<TusUpload, bool> wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var listed in _store.ListAsync(cancellationToken))
        {
            using var uploadLock = wanted(listed) ? _locks.TryTake(listed.Id) : null;
            if (uploadLock is not null && await _store.FindAsync(listed.Id, cancellationToken) is { } upload && wanted(upload))
            {
                yield return upload;
            }
        }
    }
}
