namespace Lectern.Captions.Whisper.Recognition;

/// <summary>A word of a phrase, not yet on a clock.</summary>
/// <param name="Text">The word with its punctuation.</param>
/// <param name="SpaceBefore">False when it follows the word before it without a blank.</param>
/// <param name="Confidence">The least sure of its tokens, 0 to 1.</param>
internal sealed record PhraseWord(string Text, bool SpaceBefore, float Confidence);
