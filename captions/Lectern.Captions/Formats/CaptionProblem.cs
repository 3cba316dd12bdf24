namespace Lectern.Captions.Formats;

/// <summary>One thing in a caption file that was left out or repaired.</summary>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Code">Stable code, <c>CAP-001</c> and up; see <see cref="CaptionProblemCode"/>.</param>
/// <param name="Message">One sentence for the person who supplied the file.</param>
public sealed record CaptionProblem(int Line, string Code, string Message);
