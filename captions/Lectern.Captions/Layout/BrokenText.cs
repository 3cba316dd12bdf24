namespace Lectern.Captions.Layout;

/// <summary>A cue's text in lines, and how ill its line breaks read: 0 is well.</summary>
internal sealed record BrokenText(IReadOnlyList<string> Lines, double Cost);
