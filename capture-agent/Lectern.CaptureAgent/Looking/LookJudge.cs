using Lectern.CaptureAgent.Signals;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Looking;

/// <summary>
/// Notes what is odd about a source that is only looked at. Nobody speaks before a lecture, and a screen may be off: silence is no matter, unless it is none of an open microphone. One caller at a time.
/// </summary>
internal sealed class LookJudge(SourceSettings settings)
{
    // What the machine itself plays, by PulseAudio's name for it: nothing, until somebody plays something.
    private readonly bool isOwnSound = settings.Device?.EndsWith(".monitor", StringComparison.Ordinal) is true;
    private readonly Lasting black = new(5);
    private readonly Lasting still = new(120);
    private readonly Lasting dead = new(5);
    private readonly SoundJudge sound = new();

    public IReadOnlyList<SourceNote> Judge(SignalReading reading, double clock)
    {
        var isBlack = black.Look(reading.Bright < PictureJudge.Black, clock);
        // A dark room stands still too, and that it is black says more.
        var isStill = still.Look(settings.Role == SourceRole.Presenter && reading.Change < PictureJudge.Still && !(reading.Bright < PictureJudge.Black), clock);
        var isDead = dead.Look(!isOwnSound && reading.Level < SoundJudge.Dead, clock);
        var isCut = sound.Judge(reading, clock).ToList().Contains((AlarmKind.Clipping, true));
        return [.. Notes(isBlack, isStill, isDead, isCut)];
    }

    private static IEnumerable<SourceNote> Notes(bool isBlack, bool isStill, bool isDead, bool isCut)
    {
        if (isBlack)
        {
            yield return SourceNote.Black;
        }

        if (isStill)
        {
            yield return SourceNote.Frozen;
        }

        if (isDead)
        {
            yield return SourceNote.DigitalSilence;
        }

        if (isCut)
        {
            yield return SourceNote.Clipping;
        }
    }
}
