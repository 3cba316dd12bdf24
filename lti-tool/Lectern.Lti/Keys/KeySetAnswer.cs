namespace Lectern.Lti.Keys;

/// <summary>What came from a key set's address.</summary>
/// <param name="Kids">Names of the keys that can be used.</param>
/// <param name="Failure">Why nothing came, for an operator; null when something did.</param>
public sealed record KeySetAnswer(IReadOnlyList<string> Kids, string? Failure)
{
    /// <summary>How long the answer took.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>The server's clock when it answered; null when it did not say.</summary>
    public DateTimeOffset? ServerTime { get; init; }
}
