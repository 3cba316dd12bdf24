using System.Net;

namespace Lectern.CaptureAgent.Panel;

/// <summary>How often somebody was wrong about the secret: each address for itself, so that nobody keeps the room's own panel out by guessing.</summary>
internal sealed class PanelGuesses(TimeProvider clock)
{
    private const int Most = 10;
    private const int MostOfAll = 1000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private readonly Dictionary<IPAddress, int> wrong = [];
    private long since;

    /// <summary>Whether a guess from there is looked at, right or not.</summary>
    public bool IsHeard(IPAddress from)
    {
        lock (gate)
        {
            if (clock.GetElapsedTime(since) >= Window)
            {
                wrong.Clear();
                since = clock.GetTimestamp();
            }

            return wrong.GetValueOrDefault(from) < Most;
        }
    }

    public void WasWrong(IPAddress from)
    {
        lock (gate)
        {
            // Whoever has so many addresses fills no memory, keeps nobody else out, and guesses none of so long a secret.
            if (wrong.Count < MostOfAll || wrong.ContainsKey(from))
            {
                wrong[from] = wrong.GetValueOrDefault(from) + 1;
            }
        }
    }
}
