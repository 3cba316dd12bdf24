namespace Lectern.Web.Capture;

/// <summary>How often a room's buttons are heard: a panel that went wild must not fill the room's orders.</summary>
internal sealed class ButtonPresses(TimeProvider time)
{
    private const int MostAMinute = 30;
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, int> _presses = [];
    private DateTimeOffset _since;

    /// <summary>Counts a press of a room that there is, and says whether it is heard.</summary>
    internal bool IsHeard(Guid roomId)
    {
        lock (_lock)
        {
            if (time.GetUtcNow() - _since >= s_window)
            {
                _presses.Clear();
                _since = time.GetUtcNow();
            }

            return (_presses[roomId] = _presses.GetValueOrDefault(roomId) + 1) <= MostAMinute;
        }
    }
}
