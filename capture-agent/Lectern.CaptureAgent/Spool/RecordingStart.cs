namespace Lectern.CaptureAgent.Spool;

/// <summary>What a recording is when its first part begins.</summary>
internal sealed record RecordingStart(Guid Id, Guid? Booking, string? Title, DateTimeOffset StartedAt);
