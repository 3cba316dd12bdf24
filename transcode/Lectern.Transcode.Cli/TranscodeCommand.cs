using System.CommandLine;
using Lectern.Ffmpeg;

namespace Lectern.Transcode.Cli;

internal static class TranscodeCommand
{
    public static RootCommand Build()
    {
        var source = new Argument<FileInfo>("source") { Description = "The recording." };
        var folder = new Argument<DirectoryInfo>("folder") { Description = "Receives playlists, segments and posters; made if need be." };
        var noCopy = new Option<bool>("--no-copy") { Description = "Encode all rungs, even where the recording's own pictures would do." };
        var instant = new Option<bool>("--instant") { Description = "Only package the recording as it is, without encoding pictures." };
        var ffmpeg = new Option<string>("--ffmpeg") { Description = "ffmpeg, by name or path.", DefaultValueFactory = _ => "ffmpeg" };
        var ffprobe = new Option<string>("--ffprobe") { Description = "ffprobe, by name or path.", DefaultValueFactory = _ => "ffprobe" };
        var root = new RootCommand("Makes a recording into HLS with H.264 and AAC that every browser plays.")
        {
            source, folder, noCopy, instant, ffmpeg, ffprobe,
        };
        root.SetAction((parsed, cancellationToken) => new TranscodeRun(
            new FfmpegOptions { FfmpegPath = parsed.GetValue(ffmpeg)!, FfprobePath = parsed.GetValue(ffprobe)!, Niceness = 0 },
            !parsed.GetValue(noCopy),
            parsed.GetValue(instant)).RunAsync(parsed.GetValue(source)!.FullName, parsed.GetValue(folder)!.FullName, cancellationToken));
        return root;
    }
}
