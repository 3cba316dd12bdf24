namespace Lectern.Captions.Whisper;

/// <summary>What a run made of the speech.</summary>
internal sealed record Transcript(string? Language, IReadOnlyList<Cue> Cues, int Words, int Dropped)
{
    public static Transcript Empty(string? language) => new(language, [], 0, 0);

    public CaptionDocument ToDocument() => new(Cues, Language);
}
