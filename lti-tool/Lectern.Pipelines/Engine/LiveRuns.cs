using System.Collections.Concurrent;

namespace Lectern.Pipelines.Engine;

/// <summary>The jobs that run in this process. After a pause of the whole machine they look silent but are not dead.</summary>
internal sealed class LiveRuns
{
    private readonly ConcurrentDictionary<Guid, int> _jobs = new();

    public IReadOnlyCollection<Guid> Jobs => [.. _jobs.Keys];

    public IDisposable Enter(Guid job)
    {
        _jobs.AddOrUpdate(job, 1, (_, count) => count + 1);
        return new Leaving(this, job);
    }

    private void Leave(Guid job)
    {
        // Two attempts of one job overlap for as long as the replaced one needs to notice.
        if (_jobs.AddOrUpdate(job, 0, (_, count) => count - 1) == 0)
        {
            _jobs.TryRemove(new KeyValuePair<Guid, int>(job, 0));
        }
    }

    private sealed class Leaving(LiveRuns runs, Guid job) : IDisposable
    {
        public void Dispose() => runs.Leave(job);
    }
}
