namespace Lectern.Tus;

/// <summary>Why a request is refused: a value, since it is the peer's mistake and not ours.</summary>
/// <param name="Status">HTTP status, 400 to 599.</param>
/// <param name="Code">Stable code. This library uses <c>UPL-001</c> to <c>UPL-049</c>; a host's hooks use <c>UPL-050</c> and up.</param>
/// <param name="Text">What happened and what can be done, for the person who uploads.</param>
/// <param name="Section">Section of the tus specification, or null where the rule is ours.</param>
public sealed record TusProblem(int Status, string Code, string Text, string? Section = null);
