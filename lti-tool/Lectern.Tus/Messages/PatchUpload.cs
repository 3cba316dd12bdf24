using Lectern.Tus.Locks;
using Lectern.Tus.Requirements;

namespace Lectern.Tus.Messages;

/// <summary>PATCH: bytes for an upload, at the offset where it stands; and its length, when that was deferred.</summary>
internal sealed class PatchUpload(UploadLocks locks) : ITusMessage
{
    // The offset means something only while nobody else writes.
    private static readonly ITusRequirement[] UnderLock =
    [
        new UploadIsTheirs(),
        new OffsetMatches(),
        new LengthIsNotChanged(),
        new LengthCoversOffset(),
        new LengthIsWithinLimit(),
        new BodyFits(),
    ];

    public IReadOnlyList<ITusRequirement> Requires { get; } =
    [
        new SpeaksOurVersion(),
        new BodyIsUploadBytes(),
        new OffsetIsGiven(),
        new AnyLengthIsReadable(),
        new ChecksumIsReadable(),
        new UploadIsTheirs(),
        new IsNotExpired(),
        new HostAllowsWriting(),
    ];

    public async Task<TusResponse> RunAsync(TusExchange exchange, CancellationToken cancellationToken)
    {
        using var uploadLock = await locks.TakeAsync(exchange.Found.Id, atOnce: false, cancellationToken);
        if (uploadLock is null)
        {
            return Reply.Refuse(TusProblems.Locked);
        }

        if ((await UnderLock.FirstProblemAsync(exchange, cancellationToken) ?? await KeepLengthAsync(exchange)) is { } refusal)
        {
            return Refuse(exchange, refusal, exchange.Found);
        }

        var (written, problem) = await BodyWriter.WriteAsync(exchange, uploadLock, cancellationToken);
        return problem is null
            ? Reply.With(204, Reply.Offset(written.Offset), Reply.Expires(written, exchange.Options))
            : Refuse(exchange, problem, written);
    }

    // Before the first byte: a length is true whatever becomes of the body it came with.
    private static async Task<TusProblem?> KeepLengthAsync(TusExchange exchange)
    {
        if (exchange.UploadLength is not { } length || exchange.Found.Length is not null)
        {
            return null;
        }

        var outcome = await exchange.Store.SetLengthAsync(exchange.Found, length, CancellationToken.None);
        exchange.Upload = outcome == TusStoreOutcome.Done ? exchange.Found with { Length = length } : exchange.Found;
        return outcome.ToProblem();
    }

    private static TusResponse Refuse(TusExchange exchange, TusProblem problem, TusUpload upload)
        => Reply.Refuse(problem, Reply.Offset(upload.Offset), Reply.Expires(upload, exchange.Options));
}
