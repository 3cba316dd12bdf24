namespace Lectern.Tus;

/// <summary>Where an upload stands after an append.</summary>
/// <param name="Offset">Bytes that are durable now.</param>
/// <param name="Outcome">How it ended.</param>
public readonly record struct TusAppendResult(long Offset, TusStoreOutcome Outcome);
