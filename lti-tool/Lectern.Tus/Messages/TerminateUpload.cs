using Lectern.Tus.Locks;
using Lectern.Tus.Requirements;

namespace Lectern.Tus.Messages;

/// <summary>DELETE: the upload is given up and its bytes are freed ("Termination").</summary>
internal sealed class TerminateUpload(UploadLocks locks) : ITusMessage
{
    // Looked at again: the upload may have become whole while the lock was awaited, and the host may think otherwise of a whole one.
    private static readonly ITusRequirement[] UnderLock = [new UploadIsTheirs(), new HostAllowsTerminating()];

    public IReadOnlyList<ITusRequirement> Requires { get; } = [new SpeaksOurVersion(), new UploadIsTheirs(), new HostAllowsTerminating()];

    public async Task<TusResponse> RunAsync(TusExchange exchange, CancellationToken cancellationToken)
    {
        // Whoever gives an upload up does not want its running PATCH to finish either.
        using var uploadLock = await locks.TakeAsync(exchange.Found.Id, atOnce: true, cancellationToken);
        if (uploadLock is null)
        {
            return Reply.Refuse(TusProblems.Locked);
        }

        if (await UnderLock.FirstProblemAsync(exchange, cancellationToken) is { } refusal)
        {
            return Reply.Refuse(refusal);
        }

        await exchange.Store.DeleteAsync(exchange.Found.Id, CancellationToken.None);
        await exchange.Hooks.DeletedAsync(exchange.Found, CancellationToken.None);
        return Reply.With(204);
    }
}
