namespace Lectern.Lti.Keys;

/// <summary>One platform's keys and the story of their fetching.</summary>
internal sealed class PlatformKeySet(string address)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private readonly Lock gate = new();
    private volatile IReadOnlyDictionary<string, PlatformKey>? keys;
    private volatile string? failure;
    private DateTimeOffset fetchedAt;
    private DateTimeOffset? triedAt;
    private Task running = Task.CompletedTask;

    public string Address { get; } = address;

    public bool IsKnown => keys is not null;

    /// <summary>Why the last fetch failed, or null.</summary>
    public string? Failure => failure;

    public PlatformKey? Find(string kid) => keys?.GetValueOrDefault(kid);

    public bool IsFresh(DateTimeOffset now)
    {
        lock (gate)
        {
            return now - fetchedAt < Lifetime;
        }
    }

    /// <summary>Joins the fetch that runs, or starts one unless the last began less than 30 seconds ago.</summary>
    public Task RefreshAsync(DateTimeOffset now, Func<string, Task<(IReadOnlyDictionary<string, PlatformKey>? Keys, string? Failure)>> fetch)
    {
        lock (gate)
        {
            if (!running.IsCompleted || (triedAt is { } last && now - last < Pause))
            {
                return running;
            }

            triedAt = now;
            return running = ReplaceAsync(now, fetch);
        }
    }

    private async Task ReplaceAsync(DateTimeOffset now, Func<string, Task<(IReadOnlyDictionary<string, PlatformKey>? Keys, string? Failure)>> fetch)
    {
        var (fetched, reason) = await fetch(Address);
        failure = reason;
        if (fetched is null)
        {
            return;
        }

        lock (gate)
        {
            keys = fetched;
            fetchedAt = now;
        }
    }
}
