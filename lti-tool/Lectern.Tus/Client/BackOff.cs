namespace Lectern.Tus.Client;

/// <summary>Waits between attempts: doubling, capped, with jitter so that many clients of a restarted server don't come at once.</summary>
internal sealed class BackOff(TusClientOptions options, TimeProvider time, Func<double> random)
{
    private int _failures;

    public bool IsSpent => _failures >= options.MaxAttempts;

    public void Fail() => _failures++;

    public void Reset() => _failures = 0;

    public Task WaitAsync(TimeSpan? asked, CancellationToken cancellationToken) => Task.Delay(Delay(asked), time, cancellationToken);

    /// <summary>Half to all of the doubled delay; a server's own wish when that is longer; never over the cap.</summary>
    internal TimeSpan Delay(TimeSpan? asked)
    {
        var full = Math.Min(options.MaxDelay.TotalMilliseconds, options.BaseDelay.TotalMilliseconds * Math.Pow(2, Math.Max(0, _failures - 1)));
        var jittered = TimeSpan.FromMilliseconds(full * (0.5 + random() / 2));
        var wish = asked is { } a && a > jittered ? a : jittered;
        return wish < options.MaxDelay ? wish : options.MaxDelay;
    }
}
