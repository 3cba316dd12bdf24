namespace Lectern.Captions.Whisper.Recognition;

/// <summary>What Whisper makes of one window.</summary>
/// <param name="Phrases">Its phrases, on the window's clock.</param>
/// <param name="NoSpeech">Whisper's own doubt that anybody speaks, 0 to 1.</param>
/// <param name="HasMore">True when it stopped at the start of a phrase it did not write: a pair of timestamps at the end.</param>
internal sealed record HeardWindow(IReadOnlyList<Phrase> Phrases, float NoSpeech, bool HasMore);
