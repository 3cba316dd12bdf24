using Lectern.Tus.Locks;
using Lectern.Tus.Requirements;

namespace Lectern.Tus.Messages;

/// <summary>HEAD: where the upload stands.</summary>
internal sealed class HeadUpload(UploadLocks locks) : ITusMessage
{
    public IReadOnlyList<ITusRequirement> Requires { get; } = [new SpeaksOurVersion(), new UploadIsTheirs()];

    public async Task<TusResponse> RunAsync(TusExchange exchange, CancellationToken cancellationToken)
    {
        // Whoever asks means to resume. A writer whose peer is gone is ended first, or the answer would be out of date before the PATCH comes.
        // One that still moves is left alone; the offset is durable in either case.
        using var uploadLock = await locks.TakeAsync(exchange.Found.Id, atOnce: false, cancellationToken);
        if (await new UploadIsTheirs().CheckAsync(exchange, cancellationToken) is { } gone)
        {
            return Reply.Refuse(gone);
        }

        if (uploadLock is not null && exchange.Found.IsWhole)
        {
            await Completion.RunAsync(exchange.Store, exchange.Hooks, exchange.Found, CancellationToken.None);
        }

        return Describe(exchange.Found);
    }

    private static TusResponse Describe(TusUpload upload)
    {
        var offset = Reply.Offset(upload.Offset);
        var length = (TusHeaders.UploadLength, Reply.Number(upload.Length));
        return upload.Metadata.Header.Length == 0
            ? Reply.With(200, offset, length)
            : Reply.With(200, offset, length, (TusHeaders.UploadMetadata, upload.Metadata.Header));
    }
}
