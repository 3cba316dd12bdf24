using Lectern.Captions.Runs;
using Lectern.Captions.Whisper.Audio;
using Lectern.Captions.Whisper.Models;
using Lectern.Captions.Whisper.Recognition;
using Lectern.Captions.Whisper.Speech;
using Lectern.Ffmpeg;

namespace Lectern.Captions.Whisper;

/// <summary>
/// Captions a recording: finds the speech in it, the language, the words and their times, and writes WebVTT. It loads
/// native code and much memory, so run it in a process of its own (<c>lectern-captions</c>).
/// </summary>
/// <param name="tool">ffmpeg and ffprobe.</param>
/// <param name="clock">Measures the run; null for the system's clock.</param>
public sealed class CaptionEngine(FfmpegTool tool, TimeProvider? clock = null)
{
    private readonly TimeProvider clock = clock ?? TimeProvider.System;

    /// <summary>Captions one recording. The output appears whole or not at all.</summary>
    /// <param name="request">What to caption.</param>
    /// <param name="events">Told of everything but the end, in order, on the thread that works.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>The run's summary.</returns>
    /// <exception cref="CaptionFaultException">Captions can't be made, for a reason a person can do something about.</exception>
    public async Task<DoneEvent> RunAsync(CaptionRequest request, IProgress<CaptionEvent> events, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var folder = CaptionFileWriter.RequireFolder(request.Output);
        var models = new ModelStore();
        var model = await models.FindWhisperAsync(request.ModelPath, cancellationToken).ConfigureAwait(false);
        var progress = new ProgressMeter(events);

        using var sound = CreateSound(folder);
        var map = await FindSpeechAsync(request.Input, sound, models, events, progress, cancellationToken).ConfigureAwait(false);
        var transcript = map.Stretches.Count == 0
            ? Transcript.Empty(request.Language)
            : await TranscribeAsync(request, model, map, sound, events, progress, cancellationToken).ConfigureAwait(false);

        events.Report(new StageEvent(CaptionStage.File));
        await CaptionFileWriter.WriteAsync(transcript.ToDocument(), request.Output, cancellationToken).ConfigureAwait(false);
        progress.Done();
        return Summarise(request, model, map, transcript, clock.GetElapsedTime(started));
    }

    private static PcmFile CreateSound(string folder)
    {
        try
        {
            return PcmFile.Create(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CaptionFileWriter.Unwritable($"{folder} can't be written to: {fault.Message}", fault);
        }
    }

    private async Task<SpeechMap> FindSpeechAsync(
        string input, PcmFile sound, ModelStore models, IProgress<CaptionEvent> events, ProgressMeter progress, CancellationToken cancellationToken)
    {
        events.Report(new StageEvent(CaptionStage.Speech));
        progress.Speech(0);
        using var silero = new SileroModel(await models.ReadSileroAsync(cancellationToken).ConfigureAwait(false));
        var scanner = new SpeechScanner(silero);
        await new SoundReader(tool, input).ReadAsync(sound, scanner, progress.Speech, cancellationToken).ConfigureAwait(false);
        progress.Speech(1);
        return scanner.Finish();
    }

    private static async Task<Transcript> TranscribeAsync(
        CaptionRequest request, string model, SpeechMap map, PcmFile sound, IProgress<CaptionEvent> events, ProgressMeter progress, CancellationToken cancellationToken)
    {
        await using var recogniser = Recogniser.Load(model, request.Threads ?? Threads.Default);
        var transcriber = new Transcriber(recogniser, map, sound, events, progress);
        var language = transcriber.FindLanguage(request.Language, cancellationToken);
        return await transcriber.TranscribeAsync(language, cancellationToken).ConfigureAwait(false);
    }

    private static DoneEvent Summarise(CaptionRequest request, string model, SpeechMap map, Transcript transcript, TimeSpan elapsed) => new(
        Speech: transcript.Cues.Count > 0,
        Cues: transcript.Cues.Count,
        Words: transcript.Words,
        Language: transcript.Language,
        MediaSeconds: Math.Round(Pcm.ToTime(map.Length).TotalSeconds, 3),
        SpeechSeconds: Math.Round(map.Stretches.Sum(span => span.Duration.TotalSeconds), 3),
        DroppedSegments: transcript.Dropped,
        Seconds: Math.Round(elapsed.TotalSeconds, 3),
        Model: Path.GetFileName(model),
        Output: request.Output);
}
