using Lectern.Tus.Locks;
using Lectern.Tus.Requirements;

namespace Lectern.Tus.Messages;

/// <summary>HEAD: where the upload stands.</summary>
internal sealed class HeadUpload(UploadLocks locks) : ITusMessage
{
    public IReadOnlyList<ITusRequirement> Requires { get; } = [new SpeaksOurVersion(), new UploadIsTheirs(), new IsNotExpired()];

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

        return Describe(exchange.Found, exchange.Options);
    }

    private static TusResponse Describe(TusUpload upload, TusServerOptions options) => Reply.With(
        200,
        Reply.Offset(upload.Offset),
        upload.Length is { } length ? (TusHeaders.UploadLength, Reply.Number(length)) : (TusHeaders.UploadDeferLength, "1"),
        (TusHeaders.UploadMetadata, upload.Metadata.Header.Length == 0 ? null : upload.Metadata.Header),
        Reply.Expires(upload, options));
}
