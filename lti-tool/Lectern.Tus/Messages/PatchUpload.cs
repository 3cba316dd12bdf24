using Lectern.Tus.Locks;
using Lectern.Tus.Requirements;

namespace Lectern.Tus.Messages;

/// <summary>PATCH: bytes for an upload, at the offset where it stands.</summary>
internal sealed class PatchUpload(UploadLocks locks) : ITusMessage
{
    // The offset means something only while nobody else writes.
    private static readonly ITusRequirement[] UnderLock = [new UploadIsTheirs(), new OffsetMatches(), new BodyFits()];

    public IReadOnlyList<ITusRequirement> Requires { get; } =
    [
        new SpeaksOurVersion(),
        new BodyIsUploadBytes(),
        new OffsetIsGiven(),
        new UploadIsTheirs(),
        new HostAllowsWriting(),
    ];

    public async Task<TusResponse> RunAsync(TusExchange exchange, CancellationToken cancellationToken)
    {
        using var uploadLock = await locks.TakeAsync(exchange.Found.Id, atOnce: false, cancellationToken);
        if (uploadLock is null)
        {
            return Reply.Refuse(TusProblems.Locked);
        }

        if (await UnderLock.FirstProblemAsync(exchange, cancellationToken) is { } refusal)
        {
            return Reply.Refuse(refusal, exchange.Found.Offset);
        }

        var (written, problem) = await BodyWriter.WriteAsync(exchange, uploadLock, cancellationToken);
        return problem is null ? Reply.With(204, Reply.Offset(written.Offset)) : Reply.Refuse(problem, written.Offset);
    }
}
