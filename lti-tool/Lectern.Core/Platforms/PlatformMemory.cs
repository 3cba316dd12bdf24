using System.Collections.Concurrent;

namespace Lectern.Core.Platforms;

/// <summary>
/// What was read of platforms, for <see cref="Freshness"/>: so long may a change that another process made, the console or a second server, go unseen. A change
/// of this process is seen at once.
/// </summary>
public sealed class PlatformMemory(TimeProvider time)
{
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<object, (object Value, DateTimeOffset ReadAt)> _kept = new();
    private int _version;

    public void Forget()
    {
        Interlocked.Increment(ref _version);
        _kept.Clear();
    }

    internal T? Find<T>(object key)
        where T : class =>
        _kept.TryGetValue(key, out var kept) && time.GetUtcNow() - kept.ReadAt < Freshness ? (T)kept.Value : null;

    /// <summary>What is remembered, or what is read now. Null is not remembered, nor what was perhaps read before a change that came meanwhile.</summary>
    internal async ValueTask<T?> ReadAsync<T>(object key, Func<Task<T?>> read)
        where T : class
    {
        if (Find<T>(key) is { } known)
        {
            return known;
        }

        var before = Volatile.Read(ref _version);
        if (await read() is not { } value)
        {
            return null;
        }

        _kept[key] = (value, time.GetUtcNow());
        if (before != Volatile.Read(ref _version))
        {
            _kept.TryRemove(key, out _);
        }

        return value;
    }
}
