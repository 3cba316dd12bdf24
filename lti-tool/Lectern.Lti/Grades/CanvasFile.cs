namespace Lectern.Lti.Grades;

/// <summary>A file Canvas downloads into a submission.</summary>
/// <param name="Url">Address Canvas can fetch without signing in.</param>
/// <param name="Title">The file's name.</param>
public sealed record CanvasFile(string Url, string Title);
