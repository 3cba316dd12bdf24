namespace Lectern.Tus.Client;

/// <summary>Waits between attempts: doubling, capped, with jitter so that many clients of a restarted server don't come at once.</summary>
/// <param name="options">The waits, and how many failures are enough.</param>
/// <param name="time">The clock of the waits.</param>
/// <param name="random">Jitter between 0 and 1.</param>
public sealed class BackOff(TusClientOptions options, TimeProvider time, Func<double> random)
{
    private int _failures;

    /// <summary>True after as many failures in a row as the options allow.</summary>
    public bool IsSpent => _failures >= options.MaxAttempts;

    /// <summary>Counts a failure: the next wait is longer.</summary>
    public void Fail() => _failures++;

    /// <summary>Something worked.</summary>
    public void Reset() => _failures = 0;

    /// <summary>Waits as long as the failures so far ask for.</summary>
    /// <param name="asked">The server's own wish, if it had one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitAsync(TimeSpan? asked, CancellationToken cancellationToken) => Task.Delay(Delay(asked), time, cancellationToken);

    /// <summary>Half to all of the doubled delay; a server's own wish when that is longer; never over the cap.</summary>
    public TimeSpan Delay(TimeSpan? asked)
    {
        var full = Math.Min(options.MaxDelay.TotalMilliseconds, options.BaseDelay.TotalMilliseconds * Math.Pow(2, Math.Max(0, _failures - 1)));
        var jittered = TimeSpan.FromMilliseconds(full * (0.5 + random() / 2));
        var wish = asked is { } a && a > jittered ? a : jittered;
        return wish < options.MaxDelay ? wish : options.MaxDelay;
    }
}
