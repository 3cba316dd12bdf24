namespace Lectern.PracticeLms.Launch;

/// <summary>The third-party login a browser starts at the tool: an address and its form fields, in order.</summary>
internal sealed record LoginInitiation(string Url, string Method, IReadOnlyDictionary<string, string> Fields);
