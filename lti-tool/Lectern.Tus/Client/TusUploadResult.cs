namespace Lectern.Tus.Client;

/// <summary>How an upload ended.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Upload">The upload's address, when there is one.</param>
/// <param name="Kept">Bytes the server is known to keep.</param>
/// <param name="Status">HTTP status of the answer that ended it, or null when there was none.</param>
/// <param name="Code">The server's code from a problem+json answer, or null.</param>
/// <param name="Text">The server's sentence, or what went wrong on the way.</param>
public sealed record TusUploadResult(TusUploadOutcome Outcome, Uri? Upload, long Kept, int? Status = null, string? Code = null, string? Text = null);
