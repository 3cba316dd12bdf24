namespace Lectern.Demo.Browser;

/// <summary>A form to post.</summary>
internal sealed record WebForm(Uri Action, IReadOnlyList<KeyValuePair<string, string>> Fields);
