namespace Lectern.Contracts.Devices;

/// <summary>What became of an order.</summary>
/// <param name="Id">The order's.</param>
/// <param name="Problem">Why it was not carried out, for people; null when it was.</param>
public sealed record OrderResult(Guid Id, string? Problem = null);
