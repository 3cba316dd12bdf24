namespace Lectern.Core.Jobs;

/// <summary>Why a run ended without its work done.</summary>
/// <param name="Code">Stable code, such as <c>UPL-007</c>.</param>
/// <param name="Sentence">What happened and what still works, for the uploader.</param>
/// <param name="Detail">What an operator needs to know, without paths; null when the sentence says it all.</param>
public sealed record JobError(string Code, string Sentence, string? Detail = null);
