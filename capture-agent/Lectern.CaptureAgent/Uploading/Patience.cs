using Lectern.Tus.Client;

namespace Lectern.CaptureAgent.Uploading;

/// <summary>How the agent waits for the tool: from a second to five minutes, with jitter, for ever.</summary>
internal static class Patience
{
    public static TusClientOptions Options { get; } = new()
    {
        BaseDelay = TimeSpan.FromSeconds(1),
        MaxDelay = TimeSpan.FromMinutes(5),
        MaxAttempts = int.MaxValue,
    };

    public static BackOff New(TimeProvider clock) => new(Options, clock, Random.Shared.NextDouble);
}
