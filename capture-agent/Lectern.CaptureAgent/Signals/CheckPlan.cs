using Lectern.CaptureAgent.Recording;

namespace Lectern.CaptureAgent.Signals;

/// <summary>ffmpeg's arguments for looking at what was encoded. Of pictures it decodes keyframes only, one a second. Pure.</summary>
internal static class CheckPlan
{
    // Measured small: a picture that is black or stands still is so at any size.
    internal const string Picture = @"scale=320:-2,format=yuv420p,signalstats,metadata=print:file='pipe\:2':direct=1";

    internal const string Sound =
        @"asetnsamples=n=48000:p=0,astats=metadata=1:reset=1:measure_perchannel=none:measure_overall=RMS_level+Peak_level,ametadata=print:file='pipe\:2':direct=1";

    private static readonly string[] s_input = ["-hide_banner", "-nostdin", "-nostats", "-loglevel", "error", "-threads", "1", "-probesize", "32", "-analyzeduration", "0"];

    internal static IReadOnlyList<string> Jpegs { get; } = ["-fps_mode", "passthrough", "-c:v", "mjpeg", "-q:v", "6", "-flush_packets", "1", "-f", "image2pipe", "pipe:1"];

    public static IReadOnlyList<string> Of(MediaKind kind) => kind == MediaKind.Picture
        ? [.. s_input, "-skip_frame", "nokey", "-f", "mov", "-i", "pipe:0", "-vf", Picture, .. Jpegs]
        : [.. s_input, "-f", "mov", "-i", "pipe:0", "-af", Sound, "-f", "null", "-"];
}
