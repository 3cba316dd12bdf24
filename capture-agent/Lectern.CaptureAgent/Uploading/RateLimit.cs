namespace Lectern.CaptureAgent.Uploading;

/// <summary>Grants bytes at the rate that a room may use. One caller at a time.</summary>
internal sealed class RateLimit(TimeProvider clock)
{
    private const double PiecesPerSecond = 10;
    private double granted;
    private long at = clock.GetTimestamp();

    /// <summary><see langword="null"/> for as many as there are.</summary>
    public long? BytesPerSecond { get; set; }

    /// <summary>Waits until some bytes may go.</summary>
    /// <returns>How many, from 1 to <paramref name="wanted"/>.</returns>
    public async ValueTask<int> TakeAsync(int wanted, CancellationToken cancellationToken)
    {
        if (BytesPerSecond is not > 0)
        {
            return wanted;
        }

        var rate = (double)BytesPerSecond;
        var piece = Math.Clamp((int)(rate / PiecesPerSecond), 1, wanted);
        Earn(rate);
        if (granted < piece)
        {
            await Task.Delay(TimeSpan.FromSeconds((piece - granted) / rate) + TimeSpan.FromMilliseconds(1), clock, cancellationToken);
            Earn(rate);
        }

        granted -= piece;
        return piece;
    }

    // What was not used for longer than a second is forgone, or an idle night would be followed by a burst.
    private void Earn(double rate)
    {
        var now = clock.GetTimestamp();
        granted = Math.Min(rate, granted + clock.GetElapsedTime(at, now).TotalSeconds * rate);
        at = now;
    }
}
