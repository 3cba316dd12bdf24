namespace Lectern.Tus.Client;

/// <summary>One upload from wherever it stands to its end: make it, ask where it stands, write, and after each failure ask again.</summary>
internal sealed class UploadRun(TusConnection connection, TusUploadJob job, TusClientOptions options, BackOff backOff)
{
    private readonly long _length = job.Content.Length;
    private Uri? _upload = job.Resume;
    private long _kept;

    // False until the server has said where the upload stands, and again after each answer that leaves it open.
    private bool _isSure;

    public async Task<TusUploadResult> RunAsync(CancellationToken cancellationToken)
    {
        while (!(_isSure && _kept == _length))
        {
            var answer = await StepAsync(cancellationToken);
            if (answer is null)
            {
                continue;
            }

            if (EndOf(answer) is { } end)
            {
                return end;
            }

            _isSure = false;
            await backOff.WaitAsync(answer.RetryAfter, cancellationToken);
        }

        return new(TusUploadOutcome.Completed, _upload, _kept);
    }

    /// <summary>Does what is next. Null when it worked, else the answer that stands in the way.</summary>
    private Task<Answer?> StepAsync(CancellationToken cancellationToken) => (_upload, _isSure) switch
    {
        (null, _) => CreateAsync(cancellationToken),
        ({ } upload, false) => AskAsync(upload, cancellationToken),
        ({ } upload, true) => WriteAsync(upload, cancellationToken),
    };

    private async Task<Answer?> CreateAsync(CancellationToken cancellationToken)
    {
        var answer = await connection.CreateAsync(job.Endpoint, _length, job.Metadata, cancellationToken);
        if (!answer.IsSuccess || answer.Location is null)
        {
            return answer;
        }

        _upload = new Uri(job.Endpoint, answer.Location);
        if (job.Created is { } created)
        {
            await created(_upload, cancellationToken);
        }

        Advance(0);
        return null;
    }

    private async Task<Answer?> AskAsync(Uri upload, CancellationToken cancellationToken)
    {
        var answer = await connection.AskAsync(upload, cancellationToken);
        if (!answer.IsSuccess || answer.Offset is not { } offset || answer.Length != _length || offset > _length)
        {
            return answer;
        }

        Advance(offset);
        return null;
    }

    private async Task<Answer?> WriteAsync(Uri upload, CancellationToken cancellationToken)
    {
        var count = Math.Min(options.ChunkBytes, _length - _kept);
        var answer = await connection.WriteAsync(upload, job.Content, _kept, count, sent => job.Progress?.Report(new(sent, _kept, _length)), cancellationToken);
        if (!answer.IsSuccess || answer.Offset is not { } offset || offset <= _kept || offset > _length)
        {
            return answer;
        }

        Advance(offset);
        return null;
    }

    private void Advance(long offset)
    {
        if (offset > _kept)
        {
            backOff.Reset();
        }

        (_kept, _isSure) = (offset, true);
        job.Progress?.Report(new(offset, offset, _length));
    }

    private TusUploadResult? EndOf(Answer answer)
    {
        backOff.Fail();
        return answer switch
        {
            { IsGone: true } when _upload is not null => Result(TusUploadOutcome.Lost, answer),
            { IsSuccess: true, Length: { } length } when length != _length => Result(TusUploadOutcome.Lost, answer),
            { IsPassing: false, IsSuccess: false } => Result(TusUploadOutcome.Refused, answer),
            _ => backOff.IsSpent ? Result(TusUploadOutcome.GaveUp, answer) : null,
        };
    }

    private TusUploadResult Result(TusUploadOutcome outcome, Answer answer)
        => new(outcome, _upload, _kept, answer.Status == 0 ? null : answer.Status, answer.Code, answer.Text);
}
