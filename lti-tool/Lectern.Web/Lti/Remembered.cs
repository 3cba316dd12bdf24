using System.Collections.Concurrent;

namespace Lectern.Web.Lti;

/// <summary>Answers that hold for some minutes. Safe for many callers at once.</summary>
internal sealed class Remembered<TKey, TValue>(TimeProvider time)
    where TKey : notnull
{
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<TKey, (TValue Value, DateTimeOffset Until)> _kept = new();

    internal bool TryGet(TKey key, out TValue value)
    {
        var isKept = _kept.TryGetValue(key, out var kept) && kept.Until > time.GetUtcNow();
        value = kept.Value;
        return isKept;
    }

    internal void Keep(TKey key, TValue value, TimeSpan lifetime)
    {
        if (_kept.Count >= Most)
        {
            foreach (var (old, _) in _kept.Where(one => one.Value.Until <= time.GetUtcNow()))
            {
                _kept.TryRemove(old, out _);
            }
        }

        // A crowd larger than that asks again and again, and memory stays bounded.
        if (_kept.Count < Most)
        {
            _kept[key] = (value, time.GetUtcNow() + lifetime);
        }
    }
}
