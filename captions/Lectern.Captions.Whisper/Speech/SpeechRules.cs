namespace Lectern.Captions.Whisper.Speech;

/// <summary>When a row of frame probabilities counts as speech.</summary>
internal sealed record SpeechRules
{
    /// <summary>Above it speech begins.</summary>
    public float Begin { get; init; } = 0.5f;

    /// <summary>Below it speech may end; lower than <see cref="Begin"/>, so that a wavering frame does not cut a word.</summary>
    public float End { get; init; } = 0.35f;

    /// <summary>Silence that ends a stretch.</summary>
    public TimeSpan MinSilence { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Shorter sounds are coughs and chairs.</summary>
    public TimeSpan MinSpeech { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// The longest stretch, so that one fits Whisper's window of 30 s with room to spare. Longer ones are cut where the
    /// speaker is quietest in their last part.
    /// </summary>
    public TimeSpan MaxSpeech { get; init; } = TimeSpan.FromSeconds(28);
}
