namespace Lectern.Contracts.Devices;

/// <summary>How one source does.</summary>
/// <param name="Name">As in the settings.</param>
/// <param name="State">Whether it delivers.</param>
/// <param name="Level">Root mean square of the last second's sound in dBFS; null for pictures.</param>
/// <param name="Peak">The last second's peak in dBFS; null for pictures.</param>
/// <param name="Notes">What is noticed of it while nothing is recorded and it is looked at; null while it is not, or gives nothing.</param>
public sealed record SourceStatus(string Name, SourceState State, double? Level = null, double? Peak = null, IReadOnlyList<SourceNote>? Notes = null);
