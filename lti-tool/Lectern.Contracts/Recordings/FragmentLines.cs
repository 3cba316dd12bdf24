namespace Lectern.Contracts.Recordings;

/// <summary>Journal lines of a part whose bytes were uploaded, in order, beginning with or before the first that the tool does not have. Safe to repeat.</summary>
/// <param name="Lines">At most 1000.</param>
public sealed record FragmentLines(IReadOnlyList<Fragment> Lines);
