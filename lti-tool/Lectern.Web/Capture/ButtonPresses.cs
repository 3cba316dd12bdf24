namespace Lectern.Web.Capture;

/// <summary>How often a room's buttons are heard: a panel that went wild must not fill the room's orders.</summary>
internal sealed class ButtonPresses(TimeProvider time)
{
    private const int MostPresses = 30;

    // A light asks every two seconds, and there may be another one.
    private const int MostQuestions = 60;
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private readonly Dictionary<(Guid Room, bool Asks), int> _heard = [];
    private DateTimeOffset _since;

    /// <summary>Counts a press, or a question how the room is, and says whether it is heard.</summary>
    internal bool IsHeard(Guid roomId, bool asks)
    {
        lock (_lock)
        {
            if (time.GetUtcNow() - _since >= s_window)
            {
                _heard.Clear();
                _since = time.GetUtcNow();
            }

            return (_heard[(roomId, asks)] = _heard.GetValueOrDefault((roomId, asks)) + 1) <= (asks ? MostQuestions : MostPresses);
        }
    }
}
