using System.Collections.Concurrent;
using Lectern.TestSupport.Databases;

namespace Lectern.Web.Tests.Support;

/// <summary>One host for each engine, shared by the tests of a class, which run one after the other.</summary>
public class Apps : IAsyncDisposable
{
    private readonly ConcurrentDictionary<DatabaseEngine, Lazy<Task<LecternApp>>> _apps = new();

    public Task<LecternApp> OfAsync(DatabaseEngine engine) => _apps.GetOrAdd(engine, one => new(() => StartAsync(one))).Value;

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var app in _apps.Values)
        {
            await (await app.Value).DisposeAsync();
        }
    }

    protected virtual Task<LecternApp> StartAsync(DatabaseEngine engine) => LecternApp.StartAsync(engine);
}
