using Lectern.Tus.Locks;
using Lectern.Tus.Requirements;

namespace Lectern.Tus.Messages;

/// <summary>POST to the collection ("Creation", "Creation With Upload").</summary>
internal sealed class CreateUpload(UploadLocks locks) : ITusMessage
{
    public IReadOnlyList<ITusRequirement> Requires { get; } =
    [
        new SpeaksOurVersion(),
        new IsNoConcatenation(),
        new HostAllowsDeferring(),
        new LengthIsGivenOrDeferred(),
        new LengthIsWithinLimit(),
        new MetadataIsWellFormed(),
        new AnyBodyIsUploadBytes(),
        new BodyFits(),
        new ChecksumIsReadable(),
        new HostAllowsCreating(),
    ];

    public async Task<TusResponse> RunAsync(TusExchange exchange, CancellationToken cancellationToken)
    {
        var upload = exchange.Found;
        using var uploadLock = locks.TryTake(upload.Id) ?? throw new InvalidOperationException("A new upload's id is already locked.");
        if (await exchange.Store.CreateAsync(upload, cancellationToken) != TusStoreOutcome.Done)
        {
            // The host agreed to it and may have noted it.
            await exchange.Hooks.DeletedAsync(upload, cancellationToken);
            return Reply.Refuse(TusProblems.StorageFull);
        }

        await exchange.Hooks.CreatedAsync(upload, exchange.Request, cancellationToken);
        var location = ("Location", $"{exchange.Request.CollectionUrl}/{upload.Id:N}");
        if (!exchange.HasBody && !upload.IsWhole)
        {
            return Reply.With(201, location, Reply.Expires(upload, exchange.Options));
        }

        // The upload exists whatever becomes of its first bytes: the answer is 201, and its offset says how many were kept.
        var (written, _) = await BodyWriter.WriteAsync(exchange, uploadLock, cancellationToken);
        return Reply.With(201, location, Reply.Offset(written.Offset), Reply.Expires(written, exchange.Options));
    }
}
