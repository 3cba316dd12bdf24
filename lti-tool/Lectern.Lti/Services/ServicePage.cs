namespace Lectern.Lti.Services;

/// <summary>One page of a platform's list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">In the platform's order; entries that lack what identifies them are left out.</param>
/// <param name="Differences">Address for asking later what changed since, as the platform gave it; null on most pages and platforms.</param>
public sealed record ServicePage<T>(IReadOnlyList<T> Items, string? Differences);
