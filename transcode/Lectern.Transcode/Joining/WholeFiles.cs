using System.Globalization;
using Lectern.Ffmpeg;
using Lectern.Ffmpeg.Children;
using Lectern.Ffmpeg.Probing;

namespace Lectern.Transcode.Joining;

/// <summary>
/// Makes one file of several whole ones that began together. Everything they hold is in it: first the slides, beside them who speaks, behind them further pictures; who speaks is
/// heard first. Nothing is decoded.
/// </summary>
/// <param name="tool">The programs of this machine.</param>
public sealed class WholeFiles(FfmpegTool tool)
{
    private readonly FfprobeRunner _probe = new(tool);

    /// <summary>Joins all of them, or none.</summary>
    /// <param name="files">Uploaded; of each kind the most important first.</param>
    /// <param name="output">The Matroska to make: it holds whatever they are coded in. It appears under its name only when it is whole.</param>
    /// <param name="cancellationToken">Stops ffmpeg.</param>
    /// <returns>The files that can't be read; while there are any, nothing is made.</returns>
    /// <exception cref="ChildProcessException">ffmpeg is missing or the disk is full.</exception>
    public async Task<IReadOnlyList<WholeFile>> RunAsync(IReadOnlyList<WholeFile> files, string output, CancellationToken cancellationToken = default)
    {
        var (readable, unreadable) = (new List<(WholeFile File, MediaProbe Media)>(), new List<WholeFile>());
        foreach (var file in files)
        {
            if (await _probe.ProbeAsync(file.Path, cancellationToken).ConfigureAwait(false) is { IsUsable: true, Media: { } media } && IsKnown(media))
            {
                readable.Add((file, media));
            }
            else
            {
                unreadable.Add(file);
            }
        }

        if (unreadable.Count > 0 || readable.Count == 0)
        {
            return unreadable;
        }

        var unfinished = output + ".part";
        var allowed = TimeSpan.FromHours(1);
        await tool.Runner.RunAsync(tool.Ffmpeg(Arguments(readable, unfinished), allowed, allowed), new ChildPipes(), cancellationToken).ConfigureAwait(false);
        File.Move(unfinished, output, overwrite: true);
        return [];
    }

    // A track that nobody here can name would be lost on the way.
    private static bool IsKnown(MediaProbe media) =>
        media.Videos.All(video => video.Codec != "unknown") && media.Audios.All(audio => audio.Codec != "unknown");

    private IReadOnlyList<string> Arguments(IReadOnlyList<(WholeFile File, MediaProbe Media)> files, string output) =>
    [
        .. files.SelectMany(file => InputGuard.ForFfmpeg(file.File.Path, tool.Limits)),
        .. Streams(files, slidesFirst: true, media => media.Videos.OrderByDescending(video => video == media.Video).Select(video => video.Index)),
        .. Streams(files, slidesFirst: false, media => media.Audios.OrderByDescending(audio => audio == media.Audio).Select(audio => audio.Index)),
        "-c", "copy", "-map_metadata", "-1", "-map_chapters", "-1", "-max_muxing_queue_size", "4096",
        "-disposition:v", "0", "-disposition:v:0", "default", "-disposition:a", "0", "-disposition:a:0", "default",
        "-f", "matroska", $"file:{Path.GetFullPath(output)}",
    ];

    // A player shows the first two pictures and lets the first sound be heard: what each file is mainly of comes before what else it holds, and one of each kind before the second of any.
    private static IEnumerable<string> Streams(IReadOnlyList<(WholeFile File, MediaProbe Media)> files, bool slidesFirst, Func<MediaProbe, IEnumerable<int>> of)
    {
        var streams = files.SelectMany((file, input) => of(file.Media).Select((index, rank) => (
            Rank: rank,
            Place: files.Take(input).Count(other => other.File.IsSlides == file.File.IsSlides),
            IsFirstKind: file.File.IsSlides == slidesFirst,
            Name: string.Create(CultureInfo.InvariantCulture, $"{input}:{index}"))));
        return streams.OrderBy(stream => stream.Rank).ThenBy(stream => stream.Place).ThenByDescending(stream => stream.IsFirstKind).SelectMany(stream => new[] { "-map", stream.Name });
    }
}

/// <summary>A file that holds whole tracks.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="IsSlides">What it shows; else who speaks.</param>
public sealed record WholeFile(string Path, bool IsSlides);
