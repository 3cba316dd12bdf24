namespace Lectern.Contracts.Recordings;

/// <summary>A time in which nothing was written because somebody wished so. It is no loss: what comes after it follows on what came before.</summary>
/// <param name="From">When it began, by the agent's wall clock.</param>
/// <param name="To">When it ended; null when the recording ended in it.</param>
public sealed record Pause(DateTimeOffset From, DateTimeOffset? To = null);
