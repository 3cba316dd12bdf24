namespace Lectern.Contracts.Recordings;

/// <summary>What the tool holds of a part.</summary>
/// <param name="Upload">Where its upload is, relative to the tool; null before it has one.</param>
/// <param name="Received">Bytes that are durable.</param>
/// <param name="Verified">Bytes whose hashes agreed with their lines, always a fragment's border.</param>
/// <param name="Lines">How many lines that are.</param>
public sealed record PartReceipt(string? Upload, long Received, long Verified, int Lines);
