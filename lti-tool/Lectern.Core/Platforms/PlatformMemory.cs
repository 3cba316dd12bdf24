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

    /// <summary>To be taken before reading what is to be kept: what changed meanwhile was perhaps read before the change.</summary>
    internal int Version => Volatile.Read(ref _version);

    public void Forget()
    {
        Interlocked.Increment(ref _version);
        _kept.Clear();
    }

    internal T? Find<T>(object key)
        where T : class =>
        _kept.TryGetValue(key, out var kept) && time.GetUtcNow() - kept.ReadAt < Freshness ? (T)kept.Value : null;

    internal void Keep(object key, object value, int version)
    {
        _kept[key] = (value, time.GetUtcNow());
        if (version != Version)
        {
            _kept.TryRemove(key, out _);
        }
    }
}
