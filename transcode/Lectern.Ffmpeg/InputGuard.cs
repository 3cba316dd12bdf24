using System.Globalization;

namespace Lectern.Ffmpeg;

/// <summary>
/// The arguments that open a file somebody uploaded. They must stand before its <c>-i</c>: ffmpeg applies input options to the next
/// input only, so the guard and the input are made in one place and never apart.
/// </summary>
public static class InputGuard
{
    /// <summary>
    /// Containers that are opened. The list holds no format that names other files or addresses (hls, dash, concat, sdp, image2, tee,
    /// lavfi and their like), so a file that claims to be one is refused before it is read.
    /// </summary>
    public const string Formats =
        "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,mpeg,avi,flv,ogg,mp3,wav,w64,flac,aac,ac3,eac3,aiff,amr,caf,asf,mxf,dv";

    // Nothing but the file itself. ffmpeg counts a path without a scheme as "file" too.
    private const string Protocols = "file,pipe";

    /// <summary>Opens the uploaded file at <paramref name="path"/>.</summary>
    /// <param name="path">Its path; whatever it looks like, it is taken as a file.</param>
    /// <param name="limits">What it may cost.</param>
    /// <param name="before">Input options that go before it, such as a seek.</param>
    public static IReadOnlyList<string> ForFfmpeg(string path, MediaLimits limits, params IEnumerable<string> before) =>
        [.. Options(limits), .. before, "-i", Address(path)];

    /// <summary>The same for ffprobe.</summary>
    public static IReadOnlyList<string> ForFfprobe(string path, MediaLimits limits) =>
        [.. Options(limits), "-i", Address(path)];

    /// <summary>Reads MP4 from standard input.</summary>
    public static IReadOnlyList<string> Mp4FromPipe(MediaLimits limits) =>
        [.. Options(limits), "-f", "mov", "-i", "pipe:0"];

    private static string[] Options(MediaLimits limits) =>
    [
        "-protocol_whitelist", Protocols,
        "-format_whitelist", Formats,
        "-max_streams", limits.MaxStreams.ToString(CultureInfo.InvariantCulture),
        "-max_pixels", limits.MaxPixels.ToString(CultureInfo.InvariantCulture),
        "-probesize", "20000000",
    ];

    private static string Address(string path) => $"file:{Path.GetFullPath(path)}";
}
