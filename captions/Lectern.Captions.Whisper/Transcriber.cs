using Lectern.Captions.Layout;
using Lectern.Captions.Runs;
using Lectern.Captions.Whisper.Alignment;
using Lectern.Captions.Whisper.Audio;
using Lectern.Captions.Whisper.Recognition;
using Lectern.Captions.Whisper.Speech;

namespace Lectern.Captions.Whisper;

/// <summary>Goes through the windows: sound to words, words to cues, each told as it is made.</summary>
internal sealed class Transcriber(
    Recogniser recogniser, IReadOnlyList<SpeechWindow> windows, PcmFile sound, IProgress<CaptionEvent> events, ProgressMeter progress)
{
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
        var (language, probability) = LanguageFinder.Find(windows.Count, index =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return recogniser.DetectLanguage(Read(windows[index]));
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
        for (var i = 0; i < windows.Count; i++)
        {
            Publish(flow.Add(await HearAsync(windows[i], cancellationToken).ConfigureAwait(false)));
            progress.Text((i + 1.0) / windows.Count);
        }

        Publish(flow.Finish());
        return new Transcript(language, cues, words, dropped);
    }

    private async Task<IReadOnlyList<TimedWord>> HearAsync(SpeechWindow window, CancellationToken cancellationToken)
    {
        var heard = await recogniser.HearAsync(Read(window), window.Duration, cancellationToken).ConfigureAwait(false);
        var kept = InventionFilter.Keep(PhrasePlacer.Place(heard.Phrases, window), heard.NoSpeech, out var inventions);
        dropped += inventions;
        var said = kept.SelectMany(phrase => phrase.Words).ToList();
        words += said.Count;
        return said;
    }

    private float[] Read(SpeechWindow window)
    {
        var samples = new float[window.Length];
        var at = 0;
        foreach (var piece in window.Pieces)
        {
            at += sound.Read(piece.Start, samples.AsSpan(at, (int)piece.Length));
        }

        return samples;
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
