using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Lectern.Tus.Tests.Host;

/// <summary>Hooks that note what they saw and answer as the test tells them.</summary>
public sealed class RecordingHooks : ITusHooks
{
    public ConcurrentQueue<string> Seen { get; } = [];

    /// <summary>The durable offsets, as they are told.</summary>
    public Channel<long> Progressed { get; } = Channel.CreateUnbounded<long>();

    public Func<TusUpload, TusProblem?> Creating { get; set; } = _ => null;

    public Func<TusUpload, TusProblem?> Writing { get; set; } = _ => null;

    public Func<TusUpload, TusProblem?> Progress { get; set; } = _ => null;

    /// <summary>An upload makes no progress until this is done.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    public Func<TusUpload, TusProblem?> Terminating { get; set; } = _ => null;

    public Func<TusUpload, Task> Completed { get; set; } = _ => Task.CompletedTask;

    public ValueTask<TusProblem?> CreatingAsync(TusUpload upload, TusRequest request, CancellationToken cancellationToken) => Answer("creating", Creating(upload));

    public ValueTask CreatedAsync(TusUpload upload, TusRequest request, CancellationToken cancellationToken)
    {
        Seen.Enqueue("created");
        return default;
    }

    public ValueTask<TusProblem?> WritingAsync(TusUpload upload, TusRequest request, CancellationToken cancellationToken) => Answer("writing", Writing(upload));

    public async ValueTask<TusProblem?> ProgressAsync(TusUpload upload, TusRequest request, CancellationToken cancellationToken)
    {
        Progressed.Writer.TryWrite(upload.Offset);
        await Hold;
        return Progress(upload);
    }

    public async ValueTask CompletedAsync(TusUpload upload, CancellationToken cancellationToken)
    {
        Seen.Enqueue("completed");
        await Completed(upload);
    }

    public ValueTask<TusProblem?> TerminatingAsync(TusUpload upload, TusRequest request, CancellationToken cancellationToken)
        => Answer("terminating", Terminating(upload));

    public ValueTask DeletedAsync(TusUpload upload, CancellationToken cancellationToken)
    {
        Seen.Enqueue("deleted");
        return default;
    }

    private ValueTask<TusProblem?> Answer(string name, TusProblem? problem)
    {
        Seen.Enqueue(name);
        return new(problem);
    }
}
