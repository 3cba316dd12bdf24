namespace Lectern.Core.Capture.Devices;

/// <summary>Counts wrong codes, so that nobody guesses one: in ten minutes a server hears at most 600 of 2⁴⁰.</summary>
public sealed class CodeGuesses(TimeProvider time)
{
    private const int MostAMinute = 60;
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private DateTimeOffset _since;
    private int _wrong;

    /// <summary>Whether another guess is heard now.</summary>
    public bool IsHeard()
    {
        lock (_lock)
        {
            if (time.GetUtcNow() - _since >= s_window)
            {
                (_since, _wrong) = (time.GetUtcNow(), 0);
            }

            return _wrong < MostAMinute;
        }
    }

    public void WasWrong()
    {
        lock (_lock)
        {
            _wrong++;
        }
    }
}
