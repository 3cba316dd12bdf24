using System.Globalization;
using Lectern.Ffmpeg;
using Lectern.Ffmpeg.Children;
using Lectern.Ffmpeg.Probing;

namespace Lectern.Transcode.Joining;

/// <summary>Makes one file of several whole ones that began together: their first pictures beside each other, then their first sounds. Nothing is decoded.</summary>
/// <param name="tool">The programs of this machine.</param>
public sealed class WholeFiles(FfmpegTool tool)
{
    private readonly FfprobeRunner _probe = new(tool);

    /// <summary>Joins. Files that can't be read are left out.</summary>
    /// <param name="files">Uploaded, in the order of their pictures.</param>
    /// <param name="output">The Matroska to make: it holds whatever they are coded in. It appears under its name only when it is whole.</param>
    /// <param name="cancellationToken">Stops ffmpeg.</param>
    /// <returns>False when none can be read.</returns>
    /// <exception cref="ChildProcessException">ffmpeg is missing or the disk is full.</exception>
    public async Task<bool> RunAsync(IReadOnlyList<string> files, string output, CancellationToken cancellationToken = default)
    {
        var readable = new List<(string Path, MediaProbe Media)>();
        foreach (var file in files)
        {
            if (await _probe.ProbeAsync(file, cancellationToken).ConfigureAwait(false) is { IsUsable: true, Media: { } media })
            {
                readable.Add((file, media));
            }
        }

        if (readable.Count == 0)
        {
            return false;
        }

        var unfinished = output + ".part";
        var allowed = TimeSpan.FromHours(1);
        await tool.Runner.RunAsync(tool.Ffmpeg(Arguments(readable, unfinished), allowed, allowed), new ChildPipes(), cancellationToken).ConfigureAwait(false);
        File.Move(unfinished, output, overwrite: true);
        return true;
    }

    private IReadOnlyList<string> Arguments(IReadOnlyList<(string Path, MediaProbe Media)> files, string output) =>
    [
        .. files.SelectMany(file => InputGuard.ForFfmpeg(file.Path, tool.Limits)),
        .. Streams(files, 'v', media => media.Video is not null),
        .. Streams(files, 'a', media => media.Audio is not null),
        "-c", "copy", "-map_metadata", "-1", "-map_chapters", "-1", "-max_muxing_queue_size", "4096",
        "-disposition:v", "0", "-disposition:v:0", "default", "-disposition:a", "0", "-disposition:a:0", "default",
        "-f", "matroska", $"file:{Path.GetFullPath(output)}",
    ];

    private static IEnumerable<string> Streams(IReadOnlyList<(string Path, MediaProbe Media)> files, char kind, Func<MediaProbe, bool> has) =>
        Enumerable.Range(0, files.Count).Where(n => has(files[n].Media)).SelectMany(n => new[] { "-map", string.Create(CultureInfo.InvariantCulture, $"{n}:{kind}:0") });
}
