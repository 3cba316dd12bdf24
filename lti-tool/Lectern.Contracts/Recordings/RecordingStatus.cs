namespace Lectern.Contracts.Recordings;

/// <summary>A recording as its agent sees it.</summary>
/// <param name="Id">Made by the agent (version 7).</param>
/// <param name="Booking">What it is of; null for an ad hoc one.</param>
/// <param name="State">Where it stands.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndsAt">When it will end, or did.</param>
/// <param name="QueuedBytes">Recorded and not yet verified.</param>
public sealed record RecordingStatus(Guid Id, Guid? Booking, RecordingState State, DateTimeOffset StartedAt, DateTimeOffset EndsAt, long QueuedBytes);
