using Lectern.Captions.Runs;
using Lectern.Captions.Whisper.Speech;
using Lectern.Ffmpeg;
using Lectern.Ffmpeg.Children;
using Lectern.Ffmpeg.Probing;

namespace Lectern.Captions.Whisper.Audio;

/// <summary>Gets the sound out of a media file by ffmpeg, onto disk and past the speech scanner.</summary>
internal sealed class SoundReader(FfmpegTool tool, string input)
{
    /// <summary>Reads it once.</summary>
    /// <param name="file">Receives the samples.</param>
    /// <param name="scanner">Hears them pass.</param>
    /// <param name="onShare">Told how much has been read, 0 to 1, where the length is known.</param>
    /// <param name="cancellationToken">Stops ffmpeg.</param>
    public async Task ReadAsync(PcmFile file, SpeechScanner scanner, Action<double> onShare, CancellationToken cancellationToken)
    {
        var media = await ProbeAsync(cancellationToken).ConfigureAwait(false);
        using var sink = new SoundSink(file, scanner, samples => onShare(Share(samples, media.Duration)));
        var outcome = await ExtractAsync(media, sink, cancellationToken).ConfigureAwait(false);
        sink.Flush();
        if (outcome == AudioExtraction.NoAudio)
        {
            throw new CaptionFaultException(CaptionExitCode.NoAudio, "This recording has no sound, so there is nothing to caption.");
        }

        if (outcome == AudioExtraction.Unreadable)
        {
            throw Unreadable("The sound of this recording can't be read. Export or copy it again; what you uploaded is kept.");
        }
    }

    private static double Share(long samples, TimeSpan? duration) =>
        duration is { Ticks: > 0 } known ? Math.Min(1, Pcm.ToTime(samples) / known) : 0;

    private static CaptionFaultException Unreadable(string message) => new(CaptionExitCode.UnreadableMedia, message);

    private static CaptionFaultException NoFfmpeg(Exception fault) =>
        new(CaptionExitCode.EngineUnavailable, "ffmpeg can't be started on this machine. Install it, or put it on PATH.", fault);

    private async Task<MediaProbe> ProbeAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(input))
        {
            throw Unreadable($"There is no file at {input}.");
        }

        try
        {
            var probe = await new FfprobeRunner(tool).ProbeAsync(input, cancellationToken).ConfigureAwait(false);
            return probe.Media ?? throw Unreadable(probe.Fault!.Value.Sentence());
        }
        catch (ChildProcessException fault) when (fault.Failure == ChildFailure.CouldNotStart)
        {
            throw NoFfmpeg(fault);
        }
    }

    private async Task<AudioExtraction> ExtractAsync(MediaProbe media, Stream sink, CancellationToken cancellationToken)
    {
        try
        {
            return await new AudioExtractor(tool).ToStreamAsync(input, media, sink, cancellationToken).ConfigureAwait(false);
        }
        catch (ChildProcessException fault) when (fault.Failure == ChildFailure.CouldNotStart)
        {
            throw NoFfmpeg(fault);
        }
    }
}
