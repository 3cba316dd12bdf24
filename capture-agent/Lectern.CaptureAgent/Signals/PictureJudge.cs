using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Signals;

/// <summary>Says what is wrong with a picture. Slides stand still by right; a camera's noise never does.</summary>
internal sealed class PictureJudge(SourceRole role)
{
    private const double Black = 32;
    private const double Still = 0.05;
    private readonly Lasting black = new(30);
    private readonly Lasting frozen = new(120);

    public IEnumerable<(AlarmKind Kind, bool IsWrong)> Judge(SignalReading reading, bool isHeard, double clock)
    {
        yield return (AlarmKind.BlackPicture, black.Look(reading.Bright < Black, clock));
        yield return (AlarmKind.FrozenPicture, frozen.Look(role == SourceRole.Presenter && isHeard && reading.Change < Still, clock));
    }
}
