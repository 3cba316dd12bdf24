namespace Lectern.Captions;

/// <summary>A caption track's content, in the order it is shown.</summary>
/// <param name="Cues">The cues, sorted by start.</param>
/// <param name="Language">BCP 47 tag such as <c>en</c> or <c>pt-BR</c>; null when unknown.</param>
public sealed record CaptionDocument(IReadOnlyList<Cue> Cues, string? Language = null)
{
    /// <summary>A track with nothing in it: valid, and what a recording without speech gets.</summary>
    public static CaptionDocument Empty { get; } = new([]);

    /// <summary>When the last text goes.</summary>
    public TimeSpan End => Cues.Count == 0 ? TimeSpan.Zero : Cues.Max(cue => cue.End);

    /// <summary>Everything that is said, as one line: the transcript.</summary>
    public string Transcript => string.Join(' ', Cues.SelectMany(cue => cue.Lines));

    /// <summary>Documents are equal when their cues and language are.</summary>
    public bool Equals(CaptionDocument? other) =>
        other is not null && Language == other.Language && Cues.SequenceEqual(other.Cues);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Language, Cues.Count, End);
}
