using System.Text.RegularExpressions;
using Lectern.Contracts.Devices;
using static Lectern.CaptureAgent.Recording.MediaKind;
using static Lectern.CaptureAgent.Recording.Platforms;

namespace Lectern.CaptureAgent.Recording;

/// <summary>Everything that can be recorded.</summary>
internal static partial class Profiles
{
    public static IReadOnlyList<Profile> All { get; } =
    [
        new("x11", Picture, Linux, ["-f", "x11grab", "-framerate", "{rate}", "-draw_mouse", "1", "-i", "{device}"], Display())
        {
            Default = ":0.0",
            GivesAnyRate = true,
            Needs = "an X display that lets the agent's user in (xhost +SI:localuser:lectern-agent)",
        },
        new("kms", Picture, Linux, ["-device", "{device}", "-framerate", "{rate}", "-f", "kmsgrab", "-i", "-"], DevicePath())
        {
            Default = "/dev/dri/card0",
            Filter = "hwdownload,format=bgr0",
            GivesAnyRate = true,
            Needs = "CAP_SYS_ADMIN for ffmpeg; it reads the screen beneath any desktop, Wayland's too",
        },
        new("v4l2", Picture, Linux, ["-f", "v4l2", "-thread_queue_size", "64", "-framerate", "{rate}", "-video_size", "{width}x{height}", "-i", "{device}"], DevicePath())
        {
            Default = "/dev/video0",
            Needs = "the group video",
        },
        new("ddagrab", Picture, Windows, ["-f", "lavfi", "-i", "ddagrab=output_idx={device}:framerate={rate}:draw_mouse=1"], Number())
        {
            Default = "0",
            Filter = "hwdownload,format=bgra",
            GivesAnyRate = true,
            Needs = "ffmpeg 6 or newer, in the session that shows the desktop",
        },
        new("gdigrab", Picture, Windows, ["-f", "gdigrab", "-framerate", "{rate}", "-draw_mouse", "1", "-i", "{device}"], Desktop())
        {
            Default = "desktop",
            GivesAnyRate = true,
            Needs = "to run in the session that shows the desktop",
        },
        new("dshow", Picture, Windows, ["-f", "dshow", "-rtbufsize", "256M", "-framerate", "{rate}", "-video_size", "{width}x{height}", "-i", "video={device}"], DeviceName()),
        new("rtsp", Picture, Any, ["-protocol_whitelist", "rtsp,rtp,udp,tcp,tls", "-rtsp_transport", "tcp", "-timeout", "5000000", "-use_wallclock_as_timestamps", "1", "-i", "{device}"], RtspAddress()),
        new("test", Picture, Any, ["-re", "-f", "lavfi", "-i", "testsrc2=size={width}x{height}:rate={rate}"], Number()) { Default = "0", GivesAnyRate = true },

        new("pulse", Sound, Linux, ["-f", "pulse", "-fragment_size", "3840", "-i", "{device}"], SoundName()) { Default = "default", Needs = "a PulseAudio or PipeWire server of the agent's user" },
        new("alsa", Sound, Linux, ["-f", "alsa", "-thread_queue_size", "512", "-i", "{device}"], SoundName()) { Default = "default", Needs = "the group audio" },
        new("dshow", Sound, Windows, ["-f", "dshow", "-audio_buffer_size", "50", "-i", "audio={device}"], DeviceName()) { Needs = "Windows' leave for microphones" },
        new("rtsp", Sound, Any, ["-protocol_whitelist", "rtsp,rtp,udp,tcp,tls", "-rtsp_transport", "tcp", "-timeout", "5000000", "-i", "{device}"], RtspAddress()),
        new("test", Sound, Any, ["-re", "-f", "lavfi", "-i", "sine=frequency={device}:sample_rate=48000"], Number()) { Default = "440" },
    ];

    /// <summary>The profile that settings name, or <see langword="null"/> when this machine has none like it.</summary>
    public static Profile? Find(SourceSettings settings, Platforms here) =>
        All.FirstOrDefault(profile => profile.Name == settings.Profile && profile.Gives == KindOf(settings.Role) && profile.Runs.HasFlag(here));

    public static MediaKind KindOf(SourceRole role) => role is SourceRole.Sound or SourceRole.SpareSound ? Sound : Picture;

    [GeneratedRegex(@"^\d{1,5}\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"^[\w.-]*:\d{1,5}(\.\d{1,3})?\z")]
    private static partial Regex Display();

    [GeneratedRegex(@"^/dev/(?!.*\.\.)[\w./:-]{1,200}\z")]
    private static partial Regex DevicePath();

    [GeneratedRegex(@"^(desktop|title=[^""]{1,200})\z")]
    private static partial Regex Desktop();

    [GeneratedRegex(@"^[^"":=\p{Cc}]{1,200}\z")]
    private static partial Regex DeviceName();

    [GeneratedRegex(@"^[\w][\w.:,=@-]{0,199}\z")]
    private static partial Regex SoundName();

    [GeneratedRegex(@"^rtsps?://[^\s\p{Cc}]{1,500}\z")]
    private static partial Regex RtspAddress();
}
