namespace Lectern.CaptureAgent.Signals;

/// <summary>A JPEG of what a source saw, and when.</summary>
internal sealed record SourcePicture(byte[] Jpeg, DateTimeOffset At);
