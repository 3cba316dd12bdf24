namespace Lectern.CaptureAgent.Signals;

/// <summary>
/// Says when a source's encoder shall begin anew because of what it gives: zeros from a sound card, or the same picture from a camera, as drivers do that hang. Opening the device again is all that can help; where it
/// doesn't, because a cable is out or the mixer muted, each try costs a second of nothing. Slides stand still by right and are never meant. Pure.
/// </summary>
internal sealed class Revival
{
    private const double Rest = 300;
    private readonly Lasting dead = new(20);
    private double? tried;

    /// <param name="reading">A second of what was encoded.</param>
    /// <param name="isFrozen">Whether a camera's picture stands still.</param>
    /// <param name="clock">Now, in seconds of the monotonic clock.</param>
    public bool IsDue(SignalReading reading, bool isFrozen, double clock)
    {
        var isStuck = dead.Look(reading.Level < SoundJudge.Dead, clock) || isFrozen;
        if (!isStuck || clock - tried < Rest)
        {
            return false;
        }

        tried = clock;
        return true;
    }
}
