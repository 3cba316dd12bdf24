using System.Text;
using Lectern.Ffmpeg.Children;

namespace Lectern.Ffmpeg.Probing;

/// <summary>Looks into a file with ffprobe.</summary>
/// <param name="tool">The programs of this machine.</param>
public sealed class FfprobeRunner(FfmpegTool tool)
{
    // Noise is taken for MP3 or MPEG with a score near 1; the weakest honest match (a program stream) scores 26.
    private const int LeastCertainty = 20;

    /// <summary>Says what is inside <paramref name="path"/>, or why it cannot be used.</summary>
    /// <exception cref="ChildProcessException">ffprobe itself is out of order.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public async Task<ProbeResult> ProbeAsync(string path, CancellationToken cancellationToken = default)
    {
        if (new FileInfo(path) is { Exists: true, Length: 0 })
        {
            return ProbeResult.Of(MediaFault.Empty);
        }

        return File.Exists(path)
            ? await ReadAsync(path, cancellationToken).ConfigureAwait(false)
            : throw new FileNotFoundException($"There is no file at {path}.", path);
    }

    private async Task<ProbeResult> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var json = new StringBuilder();
        var command = tool.Ffprobe(["-show_format", "-show_streams", "-of", "json", .. InputGuard.ForFfprobe(path, tool.Limits)]);
        try
        {
            var pipes = new ChildPipes { OnOutputLine = line => json.AppendLine(line) };
            var result = await tool.Runner.RunAsync(command, pipes, cancellationToken).ConfigureAwait(false);
            return await CompleteAsync(path, ProbeParser.Parse(json.ToString()), result.ErrorTail, cancellationToken).ConfigureAwait(false);
        }
        catch (ChildProcessException failure) when (FaultReader.Explain(failure, MediaFault.NotMedia) is { } fault)
        {
            // The name alone makes ffprobe try MP4, and miss its index in a text or an archive.
            return ProbeResult.Of(fault == MediaFault.Damaged && !Signature.IsMp4(path) ? MediaFault.NotMedia : fault);
        }
    }

    private async Task<ProbeResult> CompleteAsync(
        string path, MediaProbe media, IReadOnlyList<string> complaints, CancellationToken cancellationToken)
    {
        if (Judge(media) is { } fault)
        {
            return ProbeResult.Of(FaultReader.FromWords(complaints) ?? fault);
        }

        // Browsers' own recordings (WebM) and cut-off transport streams have no length in their header: count it.
        var duration = media.Duration is { Ticks: > 0 } known
            ? known
            : await new DurationScanner(tool).ScanAsync(path, cancellationToken).ConfigureAwait(false);
        return duration > tool.Options.MaxDuration
            ? ProbeResult.Of(MediaFault.TooLong)
            : ProbeResult.Of(media with { Duration = duration });
    }

    private MediaFault? Judge(MediaProbe media)
    {
        if (media.Certainty < LeastCertainty)
        {
            return MediaFault.NotMedia;
        }

        if (media.Videos.Any(video => (long)video.Width * video.Height > tool.Limits.MaxPixels))
        {
            return MediaFault.TooLarge;
        }

        var playable = media.Video is { Width: > 0, Height: > 0 } || media.Audio is { Channels: > 0, SampleRate: > 0 };
        return playable ? null : MediaFault.NoPlayableStream;
    }
}
