using System.Globalization;
using Lectern.Ffmpeg.Children;
using Lectern.Ffmpeg.Probing;

namespace Lectern.Ffmpeg;

/// <summary>
/// Takes the sound out of a file for speech recognition: 16 kHz, one channel. Its first sample is the video's time 0 and gaps are
/// silence, so that a time in it is a time on the player's clock.
/// </summary>
/// <param name="tool">The programs of this machine.</param>
public sealed class AudioExtractor(FfmpegTool tool)
{
    /// <summary>Samples a second of what it writes.</summary>
    public const int SampleRate = 16_000;

    /// <summary>Writes a WAV file (16-bit). It appears under its name only when it is whole.</summary>
    /// <param name="source">The media file.</param>
    /// <param name="media">What <see cref="FfprobeRunner"/> found in it.</param>
    /// <param name="wav">Where the WAV goes; its folder must exist.</param>
    /// <param name="cancellationToken">Stops ffmpeg.</param>
    public async Task<AudioExtraction> ToWavAsync(string source, MediaProbe media, string wav, CancellationToken cancellationToken = default)
    {
        var temporary = wav + ".part";
        var target = new[] { "-c:a", "pcm_s16le", "-f", "wav", $"file:{Path.GetFullPath(temporary)}" };
        var outcome = await RunAsync(source, media, target, ChildPipes.None, cancellationToken).ConfigureAwait(false);
        if (outcome == AudioExtraction.Extracted)
        {
            File.Move(temporary, wav, overwrite: true);
        }
        else
        {
            File.Delete(temporary);
        }

        return outcome;
    }

    /// <summary>Writes samples as 32-bit floats, little endian, -1 to 1, to a stream as they are decoded.</summary>
    /// <param name="source">The media file.</param>
    /// <param name="media">What <see cref="FfprobeRunner"/> found in it.</param>
    /// <param name="samples">Receives the samples; ffmpeg waits while it is slow.</param>
    /// <param name="cancellationToken">Stops ffmpeg.</param>
    public Task<AudioExtraction> ToStreamAsync(string source, MediaProbe media, Stream samples, CancellationToken cancellationToken = default) =>
        RunAsync(source, media, ["-c:a", "pcm_f32le", "-f", "f32le", "pipe:1"], new ChildPipes { Output = samples }, cancellationToken);

    internal static IReadOnlyList<string> Arguments(string source, AudioTrack audio, MediaLimits limits, IEnumerable<string> target) =>
    [
        .. InputGuard.ForFfmpeg(source, limits),
        "-map", string.Create(CultureInfo.InvariantCulture, $"0:{audio.Index}"),
        "-af", "aresample=async=1:first_pts=0",
        "-ac", "1", "-ar", SampleRate.ToString(CultureInfo.InvariantCulture),
        .. target,
    ];

    private async Task<AudioExtraction> RunAsync(
        string source, MediaProbe media, IEnumerable<string> target, ChildPipes pipes, CancellationToken cancellationToken)
    {
        if (media.Audio is not { } audio)
        {
            return AudioExtraction.NoAudio;
        }

        var command = tool.Ffmpeg(Arguments(source, audio, tool.Limits, target), Allowed(media), Allowed(media));
        try
        {
            await tool.Runner.RunAsync(command, pipes, cancellationToken).ConfigureAwait(false);
            return AudioExtraction.Extracted;
        }
        catch (ChildProcessException failure) when (FaultReader.Explain(failure, MediaFault.Damaged) is not null)
        {
            return AudioExtraction.Unreadable;
        }
    }

    // Decoding sound runs a hundred times faster than it sounds; a reader of the stream may be as slow as the sound itself.
    private static TimeSpan Allowed(MediaProbe media) => TimeSpan.FromMinutes(5) + (media.Duration ?? TimeSpan.FromHours(4)) * 2;
}
