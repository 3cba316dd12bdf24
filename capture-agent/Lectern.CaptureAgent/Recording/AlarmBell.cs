using System.Collections.Concurrent;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Recording;

/// <summary>What is wrong now, and since when.</summary>
internal sealed class AlarmBell(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(AlarmKind Kind, string? Source), Alarm> ringing = new();

    public IReadOnlyList<Alarm> Ringing => [.. ringing.Values.OrderBy(alarm => alarm.Since)];

    public void Set(AlarmKind kind, string? source, bool isWrong)
    {
        if (isWrong)
        {
            ringing.GetOrAdd((kind, source), key => new Alarm(key.Kind, key.Source, clock.GetUtcNow()));
        }
        else
        {
            ringing.TryRemove((kind, source), out _);
        }
    }

    /// <summary>A source is recorded no more: what was wrong with it is no matter now.</summary>
    public void Clear(string source)
    {
        foreach (var kind in Enum.GetValues<AlarmKind>())
        {
            Set(kind, source, false);
        }
    }
}
