namespace Lectern.Tus.Client;

/// <summary>Uploads files by tus 1.0 and carries on after cut connections, restarts of the server and restarts of its own.</summary>
/// <param name="http">The client to send with. Its timeout should be infinite: <see cref="TusClientOptions.StallLimit"/> watches each request.</param>
/// <param name="options">Sizes and waits.</param>
/// <param name="time">The clock of all waits.</param>
/// <param name="random">Jitter between 0 and 1. Default: the shared random numbers.</param>
public sealed class TusClient(HttpClient http, TusClientOptions options, TimeProvider time, Func<double>? random = null)
{
    private readonly TusConnection _connection = new(http, options, time);

    /// <summary>Uploads a file, or the rest of it. Safe to call again with the saved address until it says <see cref="TusUploadOutcome.Completed"/>.</summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped it; it can be resumed.</exception>
    public Task<TusUploadResult> UploadAsync(TusUploadJob job, CancellationToken cancellationToken)
        => new UploadRun(_connection, job, options, NewBackOff()).RunAsync(cancellationToken);

    /// <summary>Gives an upload up, so that the server frees its bytes. One that is not there counts as done.</summary>
    public async Task<TusUploadResult> TerminateAsync(Uri upload, CancellationToken cancellationToken)
    {
        var backOff = NewBackOff();
        while (true)
        {
            var answer = await _connection.TerminateAsync(upload, cancellationToken);
            if (answer.IsSuccess || answer.IsGone)
            {
                return new(TusUploadOutcome.Completed, upload, 0, answer.Status);
            }

            backOff.Fail();
            if (!answer.IsPassing || backOff.IsSpent)
            {
                return new(answer.IsPassing ? TusUploadOutcome.GaveUp : TusUploadOutcome.Refused, upload, 0, answer.Status == 0 ? null : answer.Status, answer.Code, answer.Text);
            }

            await backOff.WaitAsync(answer.RetryAfter, cancellationToken);
        }
    }

    private BackOff NewBackOff() => new(options, time, random ?? Random.Shared.NextDouble);
}
