namespace Lectern.Tus.Client;

/// <summary>
/// An upload that begins before its end exists (creation-defer-length) and grows by chunks that are checked (checksum). Each step is one request;
/// what comes next, and when, is the caller's. After anything but <see cref="GrowingOutcome.Done"/> the server's offset is the truth, and
/// every step may be repeated.
/// </summary>
/// <param name="http">The client to send with. Its timeout should be infinite: <see cref="TusClientOptions.StallLimit"/> watches each request.</param>
/// <param name="options">The stall limit and what prepares requests; sizes and waits are the caller's.</param>
/// <param name="time">The clock of the stall limit.</param>
public sealed class GrowingUpload(HttpClient http, TusClientOptions options, TimeProvider time)
{
    private readonly TusConnection _connection = new(http, options, time);

    /// <summary>Makes an upload. One whose answer was lost may be there all the same.</summary>
    public async Task<GrowingResult> CreateAsync(Uri endpoint, TusMetadata metadata, CancellationToken cancellationToken)
    {
        var answer = await _connection.CreateAsync(endpoint, length: null, metadata, cancellationToken);
        return answer.IsSuccess && answer.Location is null
            ? ResultOf(answer) with { Outcome = GrowingOutcome.Unavailable }
            : ResultOf(answer) with { Upload = answer.Location is null ? null : new Uri(endpoint, answer.Location) };
    }

    /// <summary>Asks where the upload stands.</summary>
    public async Task<GrowingResult> AskAsync(Uri upload, CancellationToken cancellationToken)
    {
        var answer = await _connection.AskAsync(upload, cancellationToken);
        return answer.IsSuccess && answer.Offset is null ? ResultOf(answer) with { Outcome = GrowingOutcome.Unavailable } : ResultOf(answer);
    }

    /// <summary>Adds a chunk, which is kept whole or not at all.</summary>
    /// <param name="upload">The upload's address.</param>
    /// <param name="offset">Where the upload stands, as the server said.</param>
    /// <param name="chunk">The bytes, from the stream's start to its end; seekable. Not disposed here.</param>
    /// <param name="sha256">The bytes' SHA-256.</param>
    /// <param name="cancellationToken">Ends the request; nothing of the chunk may then be kept, or all of it.</param>
    /// <exception cref="IOException">The chunk can't be read.</exception>
    public async Task<GrowingResult> AppendAsync(Uri upload, long offset, Stream chunk, ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken)
    {
        var answer = await _connection.WriteAsync(upload, offset, chunk, TusChecksum.HeaderOfSha256(sha256.Span), cancellationToken);
        return answer.IsSuccess && answer.Offset != offset + chunk.Length ? ResultOf(answer) with { Outcome = GrowingOutcome.Elsewhere } : ResultOf(answer);
    }

    /// <summary>Tells how long the upload has become, once all of it is there. A repetition is done as well.</summary>
    public async Task<GrowingResult> FinishAsync(Uri upload, long length, CancellationToken cancellationToken)
        => ResultOf(await _connection.TellLengthAsync(upload, length, length, cancellationToken));

    /// <summary>Deletes the upload and what it holds. One that is gone is <see cref="GrowingOutcome.Lost"/>.</summary>
    public async Task<GrowingResult> GiveUpAsync(Uri upload, CancellationToken cancellationToken)
        => ResultOf(await _connection.TerminateAsync(upload, cancellationToken));

    private static GrowingResult ResultOf(Answer answer) => new()
    {
        Outcome = OutcomeOf(answer),
        Offset = answer.Offset,
        Length = answer.Length,
        Status = answer.Status == 0 ? null : answer.Status,
        Code = answer.Code,
        Text = answer.Text,
        RetryAfter = answer.RetryAfter,
    };

    private static GrowingOutcome OutcomeOf(Answer answer) => answer switch
    {
        { IsSuccess: true } => GrowingOutcome.Done,
        { IsGone: true } => GrowingOutcome.Lost,
        { Status: 409 } => GrowingOutcome.Elsewhere,
        { IsDamaged: true } => GrowingOutcome.Damaged,
        { IsPassing: true } => GrowingOutcome.Unavailable,
        _ => GrowingOutcome.Refused,
    };
}
