using Lectern.Tus.Locks;

namespace Lectern.Tus.Messages;

/// <summary>Takes a body's bytes into an upload; the common part of PATCH and of a creation with a body. The caller holds the lock.</summary>
internal static class BodyWriter
{
    /// <summary>The upload as it then stands, and what went wrong if anything did.</summary>
    public static async Task<(TusUpload Upload, TusProblem? Problem)> WriteAsync(TusExchange exchange, UploadLock uploadLock, CancellationToken aborted)
    {
        var start = exchange.Found;
        var room = (start.Length ?? exchange.Options.MaxUploadBytes) - start.Offset;
        var startedAt = exchange.Time.GetUtcNow();
        await using var body = new UploadBody(exchange.Request.Body, room, exchange.Checksum, uploadLock, aborted);

        // Not the request's token: a lost peer ends the body, and what arrived must still be flushed, counted and completed.
        // A whole upload takes no more bytes, and its file may be the host's already.
        var result = start.IsWhole
            ? new TusAppendResult(start.Offset, TusStoreOutcome.Done)
            : await exchange.Store.AppendAsync(start, body, exchange.Checksum is null ? null : body.IsIntact, offset => ReportAsync(exchange, body, offset), CancellationToken.None);
        var upload = start with { Offset = result.Offset, TouchedAt = result.Offset == start.Offset ? start.TouchedAt : startedAt };
        var problem = result.Outcome.ToProblem() ?? ProblemOf(body) ?? await ExcessAsync(exchange, body, room == result.Offset - start.Offset);
        if (result.Outcome == TusStoreOutcome.Done && upload.IsWhole)
        {
            upload = await Completion.RunAsync(exchange.Store, exchange.Hooks, upload, CancellationToken.None);
        }

        return (upload, problem);
    }

    private static async ValueTask ReportAsync(TusExchange exchange, UploadBody body, long offset)
    {
        var upload = exchange.Found with { Offset = offset };
        if (await exchange.Hooks.ProgressAsync(upload, exchange.Request, CancellationToken.None) is { } problem)
        {
            body.Stop(problem);
        }
    }

    private static TusProblem? ProblemOf(UploadBody body) => body.End switch
    {
        BodyEnd.Cut => TusProblems.BodyCut,
        BodyEnd.TakenOver => TusProblems.TakenOver,
        BodyEnd.Stopped => body.Problem,
        _ => body.IsIntact() ? null : TusProblems.ChecksumMismatch,
    };

    // A body of stated size was measured before its first byte; only one without a size can turn out too long here.
    private static async ValueTask<TusProblem?> ExcessAsync(TusExchange exchange, UploadBody body, bool isFull)
        => exchange.ContentLength is null && isFull && await body.HasMoreAsync() ? exchange.TooLong : null;
}
