namespace Lectern.Tus.Messages;

/// <summary>Hands a whole upload to the host, then remembers that it did. A crash between the two makes the host see it once more.</summary>
internal static class Completion
{
    /// <summary>The caller holds the lock.</summary>
    public static async Task<TusUpload> RunAsync(ITusStore store, ITusHooks hooks, TusUpload upload, CancellationToken cancellationToken)
    {
        if (upload.Completed)
        {
            return upload;
        }

        await hooks.CompletedAsync(upload, cancellationToken);
        await store.MarkCompletedAsync(upload, cancellationToken);
        return upload with { Completed = true };
    }
}
