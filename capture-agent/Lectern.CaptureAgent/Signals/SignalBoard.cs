using System.Collections.Concurrent;
using Lectern.CaptureAgent.Recording;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Signals;

/// <summary>What was measured last on each source, and what follows from it.</summary>
internal sealed class SignalBoard(AlarmBell alarms, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, (SignalReading Reading, DateTimeOffset At)> readings = new();
    private readonly ConcurrentDictionary<string, SourcePicture> pictures = new();
    private DateTimeOffset heard;

    /// <summary>A JPEG, 320 pixels wide, of what a source saw; <see langword="null"/> when it is none or old.</summary>
    public SourcePicture? PictureOf(string source) => pictures.TryGetValue(source, out var picture) && IsFresh(picture.At) ? picture : null;

    /// <summary>What a source measured, or <see langword="null"/> when that is old.</summary>
    public SignalReading? ReadingOf(string source) => readings.TryGetValue(source, out var last) && IsFresh(last.At) ? last.Reading : null;

    /// <summary>How a source does, with what was measured of it.</summary>
    public SourceStatus StatusOf(string source, SourceState state) => new(source, state, Finite(ReadingOf(source)?.Level), Finite(ReadingOf(source)?.Peak));

    /// <summary>Whether somebody was heard in the room of late.</summary>
    public bool IsHeard => IsFresh(heard);

    public void Put(string source, SignalReading reading, IEnumerable<(AlarmKind Kind, bool IsWrong)> findings)
    {
        readings[source] = (reading, clock.GetUtcNow());
        if (reading.Level >= SoundJudge.Quiet)
        {
            heard = clock.GetUtcNow();
        }

        foreach (var (kind, isWrong) in findings)
        {
            alarms.Set(kind, source, isWrong);
        }
    }

    public void Put(string source, byte[] jpeg) => pictures[source] = new SourcePicture(jpeg, clock.GetUtcNow());

    /// <summary>A source is looked at no more.</summary>
    public void Clear(string source)
    {
        readings.TryRemove(source, out _);
        pictures.TryRemove(source, out _);
        alarms.Clear(source);
    }

    // Digital silence has no level, and JSON no infinity: far below the quietest microphone says the same.
    private static double? Finite(double? level) => level is { } number ? Math.Round(Math.Max(number, -120), 1) : null;

    private bool IsFresh(DateTimeOffset at) => clock.GetUtcNow() - at < Fresh;
}
