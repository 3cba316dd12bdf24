namespace Lectern.Contracts.Recordings;

/// <summary>What a device that stands by is told of a recording that it shall not bring now. Whoever shall bring it is answered with no content.</summary>
/// <param name="Wish">What to do with it.</param>
public sealed record SpareAnswer(SpareWish Wish);
