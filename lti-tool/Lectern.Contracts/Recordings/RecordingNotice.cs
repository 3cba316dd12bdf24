using Lectern.Contracts.Devices;

namespace Lectern.Contracts.Recordings;

/// <summary>A recording that has begun. Told before its first part is uploaded, and again when another source joins; safe to repeat.</summary>
/// <param name="Booking">What it is of; null for an ad hoc one.</param>
/// <param name="Title">Of an ad hoc one, if somebody gave it one.</param>
/// <param name="StartedAt">When, by the agent's wall clock.</param>
/// <param name="Sources">The sources by their names.</param>
/// <param name="EndedAt">When it ended, by the agent's wall clock; null while it goes on.</param>
public sealed record RecordingNotice(Guid? Booking, string? Title, DateTimeOffset StartedAt, IReadOnlyList<RecordedSource> Sources, DateTimeOffset? EndedAt = null);

/// <summary>A source of a recording.</summary>
/// <param name="Name">As in the settings.</param>
/// <param name="Role">What it is for.</param>
public sealed record RecordedSource(string Name, SourceRole Role);
