namespace Lectern.Demo.Playback;

/// <summary>One playlist a multivariant playlist points to.</summary>
/// <param name="Height">Lines of the picture; 0 for sound alone.</param>
internal sealed record Variant(Uri Address, int Height, string Codec);
