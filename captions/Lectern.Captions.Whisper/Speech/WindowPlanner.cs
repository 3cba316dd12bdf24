using Lectern.Captions.Whisper.Audio;

namespace Lectern.Captions.Whisper.Speech;

/// <summary>
/// Packs stretches of speech into as few windows as their length allows: Whisper works as long on a window of 3 s as on one
/// of 30. Windows begin and end in pauses, the longest to be had near the end of a full window.
/// </summary>
internal static class WindowPlanner
{
    private static readonly long MaxLength = Pcm.ToSamples(TimeSpan.FromSeconds(29.5));

    // Filled this far, a window may end early at a longer pause.
    private static readonly long GoodLength = Pcm.ToSamples(TimeSpan.FromSeconds(24));

    // What is left around speech: the first consonant and the last breath, and to Whisper the pause that ends a sentence.
    private static readonly long Margin = Pcm.ToSamples(TimeSpan.FromMilliseconds(250));

    public static IReadOnlyList<SpeechWindow> Plan(SpeechMap map)
    {
        var speech = map.Stretches;
        var windows = new List<SpeechWindow>();
        for (var first = 0; first < speech.Count;)
        {
            var count = CountThatFits(speech, first, map.Length);
            windows.Add(Make(map, first, count));
            first += count;
        }

        return windows;
    }

    private static int CountThatFits(IReadOnlyList<SpeechSpan> speech, int first, long mediaLength)
    {
        long length = 0;
        var best = 1;
        long bestPause = -1;
        for (var i = first; i < speech.Count; i++)
        {
            length += Widen(speech, i, mediaLength).Length;
            if (length > MaxLength && i > first)
            {
                return best;
            }

            var pause = i + 1 < speech.Count ? speech[i + 1].Start - speech[i].End : long.MaxValue;
            if (length < GoodLength || pause >= bestPause)
            {
                (best, bestPause) = (i - first + 1, length < GoodLength ? -1 : pause);
            }
        }

        return best;
    }

    private static SpeechWindow Make(SpeechMap map, int first, int count)
    {
        var pieces = new List<SpeechSpan>();
        for (var i = first; i < first + count; i++)
        {
            var piece = Widen(map.Stretches, i, map.Length);
            if (pieces.Count > 0 && pieces[^1].End == piece.Start)
            {
                pieces[^1] = pieces[^1] with { End = piece.End };
            }
            else
            {
                pieces.Add(piece);
            }
        }

        var voiced = map.Voiced.Where(span => span.End > pieces[0].Start && span.Start < pieces[^1].End);
        return new SpeechWindow(pieces, [.. voiced]);
    }

    /// <summary>A stretch with its margins, which stop half way to the neighbours.</summary>
    private static SpeechSpan Widen(IReadOnlyList<SpeechSpan> speech, int index, long mediaLength)
    {
        var span = speech[index];
        var before = index == 0 ? 0 : (speech[index - 1].End + span.Start) / 2;
        var after = index + 1 == speech.Count ? mediaLength : (span.End + speech[index + 1].Start) / 2;
        return new SpeechSpan(Math.Max(before, span.Start - Margin), Math.Min(after, span.End + Margin));
    }
}
