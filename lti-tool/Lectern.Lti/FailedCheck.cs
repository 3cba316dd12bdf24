namespace Lectern.Lti;

/// <summary>Which of the ordered launch checks refused.</summary>
/// <param name="Number">Its place, beginning with 1.</param>
/// <param name="Count">How many checks there are.</param>
/// <param name="Name">Its name, the same in every version.</param>
public sealed record FailedCheck(int Number, int Count, string Name);
