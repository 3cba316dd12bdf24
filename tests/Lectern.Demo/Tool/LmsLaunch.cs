namespace Lectern.Demo.Tool;

/// <summary>A login initiation the LMS would have the browser post.</summary>
internal sealed record LmsLaunch(Uri Url, string Method, IReadOnlyDictionary<string, string> Fields);
