namespace Lectern.Contracts.Recordings;

/// <summary>How far the tool has a recording.</summary>
/// <param name="IsVerified">Every part of its manifest is held whole and durably. Only now may the agent delete its own.</param>
public sealed record RecordingReceipt(bool IsVerified);
