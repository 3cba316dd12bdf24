using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Signals;

/// <summary>Says what is wrong with a picture. Slides stand still by right; a camera's noise never does.</summary>
internal sealed class PictureJudge(SourceRole role)
{
    /// <summary>Below it, of 255, all but the brightest tenth is as good as black.</summary>
    public const double Black = 32;

    /// <summary>Below it, of 255, no pixel changed within a second.</summary>
    public const double Still = 0.05;

    private readonly Lasting black = new(30);
    private readonly Lasting frozen = new(120);

    public IEnumerable<(AlarmKind Kind, bool IsWrong)> Judge(SignalReading reading, bool isHeard, double clock)
    {
        yield return (AlarmKind.BlackPicture, black.Look(reading.Bright < Black, clock));
        yield return (AlarmKind.FrozenPicture, frozen.Look(role == SourceRole.Presenter && isHeard && reading.Change < Still, clock));
    }
}
