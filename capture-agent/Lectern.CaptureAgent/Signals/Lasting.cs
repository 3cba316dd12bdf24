namespace Lectern.CaptureAgent.Signals;

/// <summary>Says whether something has been so for long enough.</summary>
/// <param name="enough">How long that is, in seconds.</param>
internal sealed class Lasting(double enough)
{
    private double? since;

    /// <param name="isSo">Whether it is so now.</param>
    /// <param name="clock">Now, in seconds of the monotonic clock.</param>
    public bool Look(bool isSo, double clock)
    {
        since = isSo ? since ?? clock : null;
        return clock - since >= enough;
    }
}
