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

    // Where Whisper says itself that there is more, this much speech is worth another look.
    private const double MoreToHear = 0.6;

    /// <summary>Places the phrases of a window.</summary>
    /// <param name="heard">What Whisper made of it.</param>
    /// <param name="window">The window.</param>
    public static IReadOnlyList<PlacedPhrase> Place(HeardWindow heard, SpeechWindow window)
    {
        var phrases = heard.Phrases;
        var voice = new VoiceLine(window.Voiced);
        if (phrases.Count == 0 || voice.IsSilent)
        {
            return [];
        }

        var (start, end) = (StartOf(phrases[0], voice), EndOf(phrases[^1], voice, heard.HasMore ? MoreToHear : Unheard));
        (start, end) = start < end ? (start, end) : (voice.Start, voice.End);
        Seam[] seams = [new(start, start), .. new SeamFinder(voice).Find(phrases, start, end), new(end, end)];
        return [.. phrases.Select((phrase, i) => Place(phrase, seams[i].After, Math.Max(seams[i].After, seams[i + 1].Before), voice, window))];
    }

    private static double StartOf(Phrase first, VoiceLine voice)
    {
        var stamp = first.Start.TotalSeconds;
        return stamp - voice.Start < Unheard ? voice.Start : voice.Pauses.Select(pause => pause.After).Where(time => time >= stamp - 0.7).DefaultIfEmpty(voice.Start).First();
    }

    /// <summary>The end of all the speech, unless too much of it comes after the last timestamp; then the pause nearest to that.</summary>
    private static double EndOf(Phrase last, VoiceLine voice, double tolerance)
    {
        var (start, stamp) = (last.Start.TotalSeconds, last.End.TotalSeconds);
        if (voice.Spoken(stamp, voice.End) < tolerance)
        {
            return voice.End;
        }

        var near = voice.Pauses.Where(pause => pause.Before > start && Math.Abs(pause.Middle - stamp) <= 0.7 + (pause.Pause / 2)).ToList();
        return near.Count == 0 ? stamp : near.MinBy(pause => Math.Abs(pause.Middle - stamp)).Before;
    }

    private static PlacedPhrase Place(Phrase phrase, double start, double end, VoiceLine voice, SpeechWindow window)
    {
        var words = new WordPlacer(voice).Place(phrase.Words, start, end);
        return new PlacedPhrase(phrase, [.. words.Select(placed => ToTimed(placed.Word, placed.Start, placed.End, window))], voice.Spoken(start, end));
    }

    private static TimedWord ToTimed(PhraseWord word, double start, double end, SpeechWindow window)
    {
        var from = Pcm.ToTime(window.ToMedia(Samples(start), ends: false));
        var to = Pcm.ToTime(window.ToMedia(Samples(end), ends: true));
        return new TimedWord(word.Text, from, to < from ? from : to) { SpaceBefore = word.SpaceBefore, Confidence = word.Confidence };
    }

    private static long Samples(double seconds) => (long)Math.Round(seconds * Pcm.SampleRate);
}
