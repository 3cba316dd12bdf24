namespace Lectern.Captions.Whisper.Recognition;

/// <summary>What Whisper makes of one window.</summary>
/// <param name="Phrases">Its phrases, on the window's clock.</param>
/// <param name="NoSpeech">Whisper's own doubt that anybody speaks, 0 to 1.</param>
internal sealed record HeardWindow(IReadOnlyList<Phrase> Phrases, float NoSpeech);
