namespace Lectern.Captions.Layout;

/// <summary>A spoken word with its punctuation, and when it was said.</summary>
/// <param name="Text">The word as it is to be read; no blanks in it.</param>
/// <param name="Start">When its sound begins, from the start of the media.</param>
/// <param name="End">When its sound ends.</param>
public sealed record TimedWord(string Text, TimeSpan Start, TimeSpan End)
{
    /// <summary>False when it follows the word before it without a blank, as in Chinese, Japanese or Thai. Default true.</summary>
    public bool SpaceBefore { get; init; } = true;

    /// <summary>How sure the recogniser is, 0 to 1. Default 1.</summary>
    public double Confidence { get; init; } = 1;
}
