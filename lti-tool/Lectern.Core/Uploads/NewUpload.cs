namespace Lectern.Core.Uploads;

/// <summary>A file that somebody wants to send.</summary>
/// <param name="Id">Given by the upload protocol.</param>
/// <param name="Title">What to call the video; the file's name where it is null.</param>
/// <param name="Fingerprint">By what the browser recognises the same file when it is picked again.</param>
public sealed record NewUpload(Guid Id, string FileName, string? Title, long Length, string? Fingerprint);
