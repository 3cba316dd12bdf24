using Lectern.Captions.Layout;
using Lectern.Captions.Whisper.Audio;
using Lectern.Captions.Whisper.Recognition;
using Lectern.Captions.Whisper.Speech;

namespace Lectern.Captions.Whisper.Alignment;

/// <summary>Gives every word of a window its time on the media's clock.</summary>
internal static class PhrasePlacer
{
    // Further in than this, Whisper's first or last timestamp means that it heard nothing in the speech before or after.
    private const double Unheard = 2;

    public static IReadOnlyList<PlacedPhrase> Place(IReadOnlyList<Phrase> phrases, SpeechWindow window)
    {
        var voice = new VoiceLine(window.Voiced);
        if (phrases.Count == 0 || voice.IsSilent)
        {
            return [];
        }

        var (start, end) = (StartOf(phrases[0], voice), EndOf(phrases[^1], voice));
        Seam[] seams = [new(start, start), .. new SeamFinder(voice).Find(phrases, start, end), new(end, end)];
        return [.. phrases.Select((phrase, i) => Place(phrase, seams[i].After, Math.Max(seams[i].After, seams[i + 1].Before), voice, window))];
    }

    private static double StartOf(Phrase first, VoiceLine voice)
    {
        var stamp = first.Start.TotalSeconds;
        return stamp - voice.Start < Unheard ? voice.Start : voice.Pauses.Select(pause => pause.After).Where(time => time >= stamp - 0.7).DefaultIfEmpty(voice.Start).First();
    }

    private static double EndOf(Phrase last, VoiceLine voice)
    {
        var stamp = last.End.TotalSeconds;
        var start = last.Start.TotalSeconds;
        return voice.End - stamp < Unheard ? voice.End : voice.Pauses.Select(pause => pause.Before).Where(time => time <= stamp + 0.7 && time > start).DefaultIfEmpty(voice.End).Last();
    }

    private static PlacedPhrase Place(Phrase phrase, double start, double end, VoiceLine voice, SpeechWindow window)
    {
        var words = new WordPlacer(voice).Place(phrase.Words, start, end);
        return new PlacedPhrase(phrase, [.. words.Select(placed => ToTimed(placed.Word, placed.Start, placed.End, window))], voice.Spoken(start, end));
    }

    private static TimedWord ToTimed(PhraseWord word, double start, double end, SpeechWindow window)
    {
        var from = Pcm.ToTime(window.ToMedia((long)(start * Pcm.SampleRate), ends: false));
        var to = Pcm.ToTime(window.ToMedia((long)(end * Pcm.SampleRate), ends: true));
        return new TimedWord(word.Text, from, to < from ? from : to) { SpaceBefore = word.SpaceBefore, Confidence = word.Confidence };
    }
}
