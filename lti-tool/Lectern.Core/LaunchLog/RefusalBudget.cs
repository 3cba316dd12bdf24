namespace Lectern.Core.LaunchLog;

/// <summary>
/// Anybody can post nonsense to the launch address. In an hour each registration, and all that belongs to none, has so many rows for refusals; the rest is
/// counted on the last of them.
/// </summary>
internal sealed class RefusalBudget
{
    internal const int MostInAnHour = 200;

    private readonly Lock _gate = new();
    private readonly Dictionary<(Guid Registration, bool IsVerified), (int Rows, Guid Last)> _spent = [];
    private Dictionary<Guid, int> _repeats = [];
    private long _hour;

    /// <summary>True when the attempt gets a row of its own.</summary>
    public bool Allows(LaunchAttempt attempt)
    {
        if (!attempt.IsRefused)
        {
            return true;
        }

        lock (_gate)
        {
            Turn(attempt.At);
            var key = (attempt.RegistrationId ?? Guid.Empty, attempt.IsVerified);
            var (rows, last) = _spent.GetValueOrDefault(key);
            if (rows < MostInAnHour)
            {
                _spent[key] = (rows + 1, attempt.Id);
                return true;
            }

            _repeats[last] = _repeats.GetValueOrDefault(last) + 1;
            return false;
        }
    }

    /// <summary>How many attempts came since the last call, by the row that stands for them.</summary>
    public IReadOnlyDictionary<Guid, int> TakeRepeats()
    {
        lock (_gate)
        {
            var taken = _repeats;
            _repeats = [];
            return taken;
        }
    }

    /// <summary>The row that stands for them is not written yet: they wait for it, at most until the hour is over.</summary>
    public void GiveBack(Guid row, int repeats)
    {
        lock (_gate)
        {
            if (_spent.Values.Any(spent => spent.Last == row))
            {
                _repeats[row] = _repeats.GetValueOrDefault(row) + repeats;
            }
        }
    }

    private void Turn(DateTimeOffset at)
    {
        var hour = at.UtcTicks / TimeSpan.TicksPerHour;
        if (hour != _hour)
        {
            _hour = hour;
            _spent.Clear();
        }
    }
}
