using Lectern.Captions.Whisper.Audio;

namespace Lectern.Captions.Whisper.Speech;

/// <summary>
/// Packs stretches of speech into as few windows as their length allows: Whisper works as long on a window of 3 s as on one
/// of 30. Windows begin and end in pauses, the longest to be had near the end of a full window. What Whisper leaves unheard
/// at a window's end comes first in the next.
/// </summary>
internal sealed class WindowQueue(SpeechMap map)
{
    private static readonly long MaxLength = Pcm.ToSamples(TimeSpan.FromSeconds(29.5));

    // Filled this far, a window may end early at a longer pause.
    private static readonly long GoodLength = Pcm.ToSamples(TimeSpan.FromSeconds(24));

    // What is left around speech: the first consonant and the last breath, and to Whisper the pause that ends a sentence.
    private static readonly long Margin = Pcm.ToSamples(TimeSpan.FromMilliseconds(250));

    private readonly List<SpeechSpan> stretches = [.. map.Stretches];
    private readonly long total = Math.Max(1, map.Stretches.Sum(span => span.Length));
    private int first;
    private int next;

    /// <summary>How much of the speech has been given out, 0 to 1.</summary>
    public double Share => (double)stretches.Take(next).Sum(span => span.Length) / total;

    /// <summary>All windows, for one who puts nothing back.</summary>
    public static IReadOnlyList<SpeechWindow> All(SpeechMap map)
    {
        var queue = new WindowQueue(map);
        var windows = new List<SpeechWindow>();
        while (queue.Next() is { } window)
        {
            windows.Add(window);
        }

        return windows;
    }

    /// <summary>The next window; null when all speech has been given out.</summary>
    public SpeechWindow? Next()
    {
        if (next >= stretches.Count)
        {
            return null;
        }

        first = next;
        next += CountThatFits();
        return Make();
    }

    /// <summary>Puts back what the last window held from a moment of the media on. At least its first part counts as heard, so that there is an end.</summary>
    public void PutBack(long from)
    {
        var at = stretches.FindIndex(first, span => span.End > from);
        if (at < 0 || at >= next || from <= stretches[first].Start)
        {
            return;
        }

        if (stretches[at].Start < from)
        {
            var cut = stretches[at];
            stretches[at] = cut with { End = from };
            stretches.Insert(++at, cut with { Start = from });
        }

        next = at;
    }

    private int CountThatFits()
    {
        long length = 0;
        var best = 1;
        long bestPause = -1;
        for (var i = first; i < stretches.Count; i++)
        {
            length += Widen(i).Length;
            if (length > MaxLength && i > first)
            {
                return best;
            }

            var pause = i + 1 < stretches.Count ? stretches[i + 1].Start - stretches[i].End : long.MaxValue;
            if (length < GoodLength || pause >= bestPause)
            {
                (best, bestPause) = (i - first + 1, length < GoodLength ? -1 : pause);
            }
        }

        return best;
    }

    private SpeechWindow Make()
    {
        var pieces = new List<SpeechSpan>();
        for (var i = first; i < next; i++)
        {
            var piece = Widen(i);
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
    private SpeechSpan Widen(int index)
    {
        var span = stretches[index];
        var before = index == 0 ? 0 : (stretches[index - 1].End + span.Start) / 2;
        var after = index + 1 == stretches.Count ? map.Length : (span.End + stretches[index + 1].Start) / 2;
        return new SpeechSpan(Math.Max(before, span.Start - Margin), Math.Min(after, span.End + Margin));
    }
}
