namespace Lectern.Tus;

/// <summary>What to send back. There is no body, except the host's form of <see cref="Problem"/> when that is set.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">Headers to set.</param>
/// <param name="Problem">Why the request was refused, or null when it was not.</param>
public sealed record TusResponse(int Status, IReadOnlyDictionary<string, string> Headers, TusProblem? Problem = null);
