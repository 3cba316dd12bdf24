namespace Lectern.Captions.Whisper.Recognition;

/// <summary>What Whisper puts between two timestamps: about a sentence. Its times are on the window's clock and coarse.</summary>
internal sealed record Phrase(TimeSpan Start, TimeSpan End, IReadOnlyList<PhraseWord> Words)
{
    public string Text => string.Concat(Words.Select(word => word.SpaceBefore ? " " + word.Text : word.Text)).Trim();

    public double Confidence => Words.Count == 0 ? 0 : Words.Average(word => word.Confidence);
}
