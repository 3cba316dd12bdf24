using System.ComponentModel.DataAnnotations;

namespace Lectern.Tus.Client;

/// <summary>How a <see cref="TusClient"/> sends and how long it tries.</summary>
public sealed class TusClientOptions
{
    /// <summary>Bytes of one PATCH. Default 8 MiB.</summary>
    [Range(1, long.MaxValue)]
    public long ChunkBytes { get; set; } = 8L << 20;

    /// <summary>Failures in a row, without one more byte kept, after which an upload is given up. Default 8.</summary>
    [Range(1, int.MaxValue)]
    public int MaxAttempts { get; set; } = 8;

    /// <summary>Wait after the first failure; doubles with each further one. Default 500 ms.</summary>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest wait between attempts, a server's <c>Retry-After</c> included. Default 30 s.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A request that moves no byte for this long is broken off and tried again. Default 60 s. Give the HttpClient no shorter timeout than a chunk needs.</summary>
    public TimeSpan StallLimit { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Called for each request before it is sent, for headers such as <c>Authorization</c>. Default: nothing.</summary>
    public Func<HttpRequestMessage, CancellationToken, ValueTask>? Prepare { get; set; }
}
