using System.Collections.Concurrent;
using Lectern.PracticeLms.Launch;

namespace Lectern.PracticeLms.DeepLinking;

/// <summary>Content selections that wait for their answer, by the data the tool must give back; each is answered once.</summary>
internal sealed class Selections
{
    private readonly ConcurrentDictionary<string, LaunchRecord> open = new();
    private readonly ConcurrentDictionary<string, bool> nonces = new();

    public void Open(LaunchRecord launch) => open[launch.SelectionData!] = launch;

    public LaunchRecord? Find(string? data) => data is not null && open.TryGetValue(data, out var launch) ? launch : null;

    /// <returns>False when somebody closed it before.</returns>
    public bool Close(LaunchRecord launch) => open.TryRemove(launch.SelectionData!, out _);

    /// <returns>False when this client used the nonce before.</returns>
    public bool UseNonce(string clientId, string nonce) => nonces.TryAdd($"{clientId} {nonce}", true);
}
