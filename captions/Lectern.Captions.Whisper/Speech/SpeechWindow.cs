using Lectern.Captions.Whisper.Audio;

namespace Lectern.Captions.Whisper.Speech;

/// <summary>
/// What Whisper hears in one go: pieces of the media put one after another, with the silence between them shortened, and
/// the map from its clock back to the media's.
/// </summary>
internal sealed class SpeechWindow(IReadOnlyList<SpeechSpan> pieces, IReadOnlyList<SpeechSpan> voiced)
{
    /// <summary>Stretches of the media, in order, that make up the window.</summary>
    public IReadOnlyList<SpeechSpan> Pieces { get; } = pieces;

    /// <summary>Where on the window's own clock somebody speaks, between even the short pauses; in samples.</summary>
    public IReadOnlyList<SpeechSpan> Voiced { get; } = Relocate(pieces, voiced);

    /// <summary>The same on the media's clock.</summary>
    public IReadOnlyList<SpeechSpan> VoicedInMedia { get; } = voiced;

    /// <summary>Samples in all.</summary>
    public long Length { get; } = pieces.Sum(piece => piece.Length);

    public TimeSpan Duration => Pcm.ToTime(Length);

    /// <summary>A moment of the window as a moment of the media, in samples. One at a seam belongs to the piece that <paramref name="ends"/> there, or to the next.</summary>
    public long ToMedia(long sample, bool ends)
    {
        var rest = Math.Max(0, sample);
        foreach (var piece in Pieces)
        {
            if (rest < piece.Length || (ends && rest == piece.Length))
            {
                return piece.Start + rest;
            }

            rest -= piece.Length;
        }

        return Pieces[^1].End;
    }

    private static List<SpeechSpan> Relocate(IReadOnlyList<SpeechSpan> pieces, IReadOnlyList<SpeechSpan> voiced)
    {
        var relocated = new List<SpeechSpan>();
        long offset = 0;
        foreach (var piece in pieces)
        {
            relocated.AddRange(voiced
                .Select(span => new SpeechSpan(Math.Max(span.Start, piece.Start), Math.Min(span.End, piece.End)))
                .Where(span => span.Length > 0)
                .Select(span => new SpeechSpan(span.Start - piece.Start + offset, span.End - piece.Start + offset)));
            offset += piece.Length;
        }

        return relocated;
    }
}
