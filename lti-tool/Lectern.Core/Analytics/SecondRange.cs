namespace Lectern.Core.Analytics;

/// <summary>Whole seconds of a video.</summary>
/// <param name="From">The first of them.</param>
/// <param name="Until">The first after them.</param>
public readonly record struct SecondRange(int From, int Until);
