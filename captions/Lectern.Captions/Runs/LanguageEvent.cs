namespace Lectern.Captions.Runs;

/// <summary>The language that is transcribed.</summary>
/// <param name="Language">ISO 639-1 code, such as <c>en</c>.</param>
/// <param name="Probability">How sure the detection is, 0 to 1; 1 when the language was given.</param>
public sealed record LanguageEvent(string Language, double Probability) : CaptionEvent;
