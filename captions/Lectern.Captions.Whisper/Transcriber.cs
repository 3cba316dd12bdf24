using Lectern.Captions.Layout;
using Lectern.Captions.Runs;
using Lectern.Captions.Whisper.Alignment;
using Lectern.Captions.Whisper.Audio;
using Lectern.Captions.Whisper.Recognition;
using Lectern.Captions.Whisper.Speech;

namespace Lectern.Captions.Whisper;

/// <summary>Goes through the windows: sound to words, words to cues, each told as it is made.</summary>
internal sealed class Transcriber(
    Recogniser recogniser, SpeechMap map, PcmFile sound, IProgress<CaptionEvent> events, ProgressMeter progress)
{
    // Less speech than this after the last word is a breath or a word's own end.
    private static readonly long Remnant = Pcm.ToSamples(TimeSpan.FromSeconds(0.5));

    private readonly float[] samples = new float[30 * Pcm.SampleRate];
    private readonly List<Cue> cues = [];
    private int words;
    private int dropped;

    public string FindLanguage(string? given, CancellationToken cancellationToken)
    {
        if (given is not null)
        {
            events.Report(new LanguageEvent(given, 1));
            return given;
        }

        events.Report(new StageEvent(CaptionStage.Language));
        var windows = WindowQueue.All(map);
        var (language, probability) = LanguageFinder.Find(windows.Count, index =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return recogniser.DetectLanguage(Read(windows[index]).Span);
        });
        events.Report(new LanguageEvent(language, Math.Round(probability, 3)));
        return language;
    }

    public async Task<Transcript> TranscribeAsync(string language, CancellationToken cancellationToken)
    {
        progress.Language();
        events.Report(new StageEvent(CaptionStage.Text));
        recogniser.UseLanguage(language);
        var flow = new CueFlow(language);
        var queue = new WindowQueue(map);
        while (queue.Next() is { } window)
        {
            var heard = await HearAsync(window, cancellationToken).ConfigureAwait(false);
            PutBackUnheard(queue, window, heard);
            Publish(flow.Add(Keep(heard)));
            progress.Text(queue.Share);
        }

        Publish(flow.Finish());
        return new Transcript(language, cues, words, dropped);
    }

    private async Task<(IReadOnlyList<PlacedPhrase> Phrases, float NoSpeech)> HearAsync(SpeechWindow window, CancellationToken cancellationToken)
    {
        var heard = await recogniser.HearAsync(Read(window), window.Duration, cancellationToken).ConfigureAwait(false);
        return (PhrasePlacer.Place(heard, window), heard.NoSpeech);
    }

    /// <summary>
    /// Whisper may stop before the end of a window, above all where sentences resemble each other; the rest is heard again
    /// at the head of the next window.
    /// </summary>
    private static void PutBackUnheard(WindowQueue queue, SpeechWindow window, (IReadOnlyList<PlacedPhrase> Phrases, float NoSpeech) heard)
    {
        if (heard.Phrases.Count == 0)
        {
            return;
        }

        var until = Pcm.ToSamples(heard.Phrases[^1].Words[^1].End);
        var rest = window.VoicedInMedia.Where(span => span.End > until).Select(span => span with { Start = Math.Max(span.Start, until) }).ToList();
        if (rest.Sum(span => span.Length) >= Remnant)
        {
            queue.PutBack(rest[0].Start);
        }
    }

    private List<TimedWord> Keep((IReadOnlyList<PlacedPhrase> Phrases, float NoSpeech) heard)
    {
        var kept = InventionFilter.Keep(heard.Phrases, heard.NoSpeech, out var inventions);
        var said = kept.SelectMany(phrase => phrase.Words).ToList();
        dropped += inventions;
        words += said.Count;
        return said;
    }

    private ReadOnlyMemory<float> Read(SpeechWindow window)
    {
        var at = 0;
        foreach (var piece in window.Pieces)
        {
            at += sound.Read(piece.Start, samples.AsSpan(at, (int)piece.Length));
        }

        return samples.AsMemory(0, at);
    }

    private void Publish(IReadOnlyList<Cue> made)
    {
        foreach (var cue in made)
        {
            cues.Add(cue);
            events.Report(new CueEvent(cue.Start.TotalSeconds, cue.End.TotalSeconds, cue.Lines));
        }
    }
}
