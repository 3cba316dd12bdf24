using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Signals;

/// <summary>Says what is wrong with a sound.</summary>
internal sealed class SoundJudge
{
    /// <summary>Below it, in dBFS, nobody speaks: a room's own noise on an open microphone.</summary>
    public const double Quiet = -60;

    /// <summary>Below it, in dBFS, there is no microphone: the quietest has a noise of its own.</summary>
    public const double Dead = -90;

    // What was cut off before AAC comes out of it a little above or below.
    private const double Cut = -0.5;
    private readonly Lasting silence = new(20);
    private readonly Queue<bool> cut = new();

    public IEnumerable<(AlarmKind Kind, bool IsWrong)> Judge(SignalReading reading, double clock)
    {
        yield return (AlarmKind.Silence, silence.Look(reading.Level < Quiet, clock));

        cut.Enqueue(reading.Peak > Cut);
        if (cut.Count > 10)
        {
            cut.Dequeue();
        }

        // One slammed door is none.
        yield return (AlarmKind.Clipping, cut.Count(second => second) >= 3);
    }
}
