namespace Lectern.Contracts.Devices;

/// <summary>What became of an order.</summary>
/// <param name="Id">The order's.</param>
/// <param name="Problem">Why it was not carried out, for people; null when it was.</param>
/// <param name="Waits">What it still waits for, for people: it will be carried out, and told of again. Null once it was, or won't be.</param>
public sealed record OrderResult(Guid Id, string? Problem = null, string? Waits = null);
