namespace Lectern.Demo.Playback;

/// <summary>A segment or an initialisation section: a whole file, or a range of one.</summary>
internal sealed record MediaPart(Uri Address, long? Offset, long? Length);
