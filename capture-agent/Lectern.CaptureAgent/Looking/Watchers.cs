namespace Lectern.CaptureAgent.Looking;

/// <summary>Whether somebody looks at the room, as the tool said last. It is forgotten by itself: a tool that is out of reach shows nobody anything.</summary>
internal sealed class Watchers(TimeProvider clock)
{
    // While somebody looks it is told each second.
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(10);
    private readonly Lock gate = new();
    private long? told;
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool AreHere
    {
        get
        {
            lock (gate)
            {
                return AreStillHere;
            }
        }
    }

    public void Hear(bool isWatched)
    {
        lock (gate)
        {
            if (isWatched && !AreStillHere)
            {
                next.SetResult();
                next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            told = isWatched ? clock.GetTimestamp() : null;
        }
    }

    /// <summary>Ends when somebody comes to look.</summary>
    public Task NextAsync()
    {
        lock (gate)
        {
            return next.Task;
        }
    }

    private bool AreStillHere => told is { } at && clock.GetElapsedTime(at) < Lasts;
}
