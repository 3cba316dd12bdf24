namespace Lectern.Captions.Whisper.Recognition;

/// <summary>A token as Whisper gives it: a piece of text, or a moment on the window's clock.</summary>
/// <param name="Text">The piece with its leading blank; may hold half a letter, then shown as U+FFFD.</param>
/// <param name="Probability">How sure Whisper is, 0 to 1.</param>
internal readonly record struct HeardToken(string Text, float Probability)
{
    private const string TimePrefix = "[_TT_";

    /// <summary>True for tokens that are no text. whisper.cpp prints them as <c>[_NAME_]</c>.</summary>
    public bool IsControl => Text.StartsWith("[_", StringComparison.Ordinal) && Text.EndsWith(']');

    /// <summary>The moment a timestamp token names, in its steps of 20 ms; null for any other token.</summary>
    public TimeSpan? Time
    {
        get
        {
            if (Text == "[_BEG_]")
            {
                return TimeSpan.Zero;
            }

            var isTime = Text.StartsWith(TimePrefix, StringComparison.Ordinal);
            return isTime && int.TryParse(Text.AsSpan(TimePrefix.Length).TrimEnd(']'), out var steps) ? TimeSpan.FromMilliseconds(20 * steps) : null;
        }
    }
}
