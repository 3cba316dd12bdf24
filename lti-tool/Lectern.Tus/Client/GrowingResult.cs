namespace Lectern.Tus.Client;

/// <summary>How one step of a <see cref="GrowingUpload"/> ended.</summary>
public sealed record GrowingResult
{
    /// <summary>What became of it.</summary>
    public required GrowingOutcome Outcome { get; init; }

    /// <summary>The upload's address, of a creation; else null.</summary>
    public Uri? Upload { get; init; }

    /// <summary>Bytes the server keeps, where it said so.</summary>
    public long? Offset { get; init; }

    /// <summary>Size of the whole, once it was told; only where the upload was asked for.</summary>
    public long? Length { get; init; }

    /// <summary>HTTP status, or null when no answer came.</summary>
    public int? Status { get; init; }

    /// <summary>The server's code from a problem+json answer, or null.</summary>
    public string? Code { get; init; }

    /// <summary>The server's sentence, or what went wrong on the way.</summary>
    public string? Text { get; init; }

    /// <summary>How long the server wants to be left alone, if it said so.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
