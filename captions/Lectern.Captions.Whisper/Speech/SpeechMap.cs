namespace Lectern.Captions.Whisper.Speech;

/// <summary>Where in the sound somebody speaks.</summary>
/// <param name="Stretches">Stretches of speech between real pauses; what windows are made of.</param>
/// <param name="Voiced">The same, cut at every short pause as well; what words are laid onto.</param>
/// <param name="Length">Length of the sound, in samples.</param>
internal sealed record SpeechMap(IReadOnlyList<SpeechSpan> Stretches, IReadOnlyList<SpeechSpan> Voiced, long Length);
