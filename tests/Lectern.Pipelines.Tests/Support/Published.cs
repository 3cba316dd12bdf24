using System.Globalization;
using Lectern.Core.Storage;
using Lectern.Core.Videos;

namespace Lectern.Pipelines.Tests.Support;

/// <summary>Looks at what a video's rows promise to viewers.</summary>
internal static class Published
{
    /// <summary>Every file that a player is led to by the multivariant playlist, which must all be there.</summary>
    public static IReadOnlyList<string> FilesOf(PipelineWorld world, Video video)
    {
        var folder = MediaKey.OfVersion(video.Id, video.StreamVersion!);
        var master = world.Stored(folder / "master.m3u8");
        var root = Path.GetDirectoryName(master)!;
        var playlists = Names(master).Select(name => Path.Combine(root, name)).ToList();
        var segments = playlists.SelectMany(playlist => Names(playlist).Select(name => Path.Combine(Path.GetDirectoryName(playlist)!, name)));
        List<string> files = [master, .. playlists, .. segments];
        Assert.All(files, file => Assert.True(new FileInfo(file) is { Exists: true, Length: > 0 }, $"{file} is missing or empty."));
        return files;
    }

    /// <summary>Seconds that ffmpeg can decode of the stream without a complaint.</summary>
    public static async Task<double> PlayAsync(PipelineWorld world, Video video)
    {
        var master = world.Stored(MediaKey.OfVersion(video.Id, video.StreamVersion!) / "master.m3u8");
        await Clips.RunAsync("ffmpeg", ["-v", "error", "-xerror", "-allowed_extensions", "ALL", "-i", master, "-map", "0", "-f", "null", "-"]);
        var duration = await Clips.RunAsync("ffprobe", ["-v", "error", "-allowed_extensions", "ALL", "-show_entries", "format=duration", "-of", "csv=p=0", master]);
        return double.Parse(duration, CultureInfo.InvariantCulture);
    }

    /// <summary>The version folders of a video, the source's aside.</summary>
    public static IReadOnlySet<string> VersionsOf(PipelineWorld world, Guid video)
    {
        var folder = Path.Combine(world.Storage.MediaRoot, MediaKey.OfVideo(video).Value);
        return Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Where(name => name != "source").ToHashSet();
    }

    public static IReadOnlyList<string> Scratch(PipelineWorld world) =>
        Directory.Exists(world.Storage.WorkRoot) ? [.. Directory.EnumerateFileSystemEntries(world.Storage.WorkRoot, "*", SearchOption.AllDirectories).Where(path => Path.GetFileName(path) != "worker")] : [];

    // A playlist names files in lines of their own, and in URI attributes.
    private static IEnumerable<string> Names(string playlist)
    {
        foreach (var line in File.ReadLines(playlist))
        {
            if (line.Split("URI=\"") is [_, var rest])
            {
                yield return rest.Split('"')[0];
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
