using Lectern.CaptureAgent.Inputs;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Tests.Inputs;

/// <summary>What systems and ffmpeg say of devices, as they say it.</summary>
public sealed class InputParserTests
{
    private const string Cards = """
         0 [PCH            ]: HDA-Intel - HDA Intel PCH
                              HDA Intel PCH at 0xf7230000 irq 33
         1 [C920           ]: USB-Audio - HD Pro Webcam C920
                              HD Pro Webcam C920 at usb-0000:00:14.0-2, high speed
         2 [NVidia         ]: HDA-Intel - HDA NVidia
                              HDA NVidia at 0xf7080000 irq 17

        """;

    private const string Pcm = """
        00-00: ALC892 Analog : ALC892 Analog : playback 1 : capture 1
        00-02: ALC892 Alt Analog : ALC892 Alt Analog : capture 1
        01-00: USB Audio : USB Audio : capture 1
        02-03: HDMI 0 : HDMI 0 : playback 1

        """;

    [Fact]
    public void Sound_cards_are_those_that_can_be_listened_to_named_so_that_their_order_does_not_matter()
    {
        Assert.Equal(
            [
                new FoundInput("alsa", false, "plughw:CARD=PCH,DEV=0", "HDA Intel PCH, ALC892 Analog"),
                new FoundInput("alsa", false, "plughw:CARD=PCH,DEV=2", "HDA Intel PCH, ALC892 Alt Analog"),
                new FoundInput("alsa", false, "plughw:CARD=C920,DEV=0", "HD Pro Webcam C920, USB Audio"),
            ],
            AlsaCards.Parse(Cards, Pcm));
        Assert.Empty(AlsaCards.Parse("--- no soundcards ---\n", ""));
    }

    [Fact]
    public void What_a_machine_plays_itself_comes_after_its_microphones()
    {
        string[] lines =
        [
            "Auto-detected sources for pulse:",
            "  alsa_output.pci-0000_00_1b.0.analog-stereo.monitor [Monitor of Built-in Audio [HDMI]] (none)",
            "* alsa_input.usb-046d_HD_Pro_Webcam_C920-02.analog-stereo [HD Pro Webcam C920 Analog Stereo] (audio)",
            "  mic [mic]",
            "Cannot list sources: Generic error in an external library",
        ];

        Assert.Equal(
            [
                new FoundInput("pulse", false, "alsa_input.usb-046d_HD_Pro_Webcam_C920-02.analog-stereo", "HD Pro Webcam C920 Analog Stereo"),
                new FoundInput("pulse", false, "mic", "mic"),
                new FoundInput("pulse", false, "alsa_output.pci-0000_00_1b.0.analog-stereo.monitor", "Monitor of Built-in Audio [HDMI]"),
            ],
            PulseSources.Parse(lines));
    }

    [Theory]
    [InlineData(true, "1920x1080 1280x720 640x480", """
        [video4linux2,v4l2 @ 0x55d5c4d0e2c0] Raw       :     yuyv422 :           YUYV 4:2:2 : 640x480 1280x720
        [video4linux2,v4l2 @ 0x55d5c4d0e2c0] Compressed:       mjpeg :          Motion-JPEG : 640x480 1920x1080 1280x720
        /dev/video0: Immediate exit requested
        """)]
    [InlineData(true, null, """
        [video4linux2,v4l2 @ 0x5581] Raw       :     yuv420p :     Planar YUV 4:2:0 : {48-1920, 2}x{32-1080, 2}
        /dev/video0: Immediate exit requested
        """)]
    [InlineData(false, null, "/dev/video1: Immediate exit requested")]
    [InlineData(false, null, "[video4linux2,v4l2 @ 0x55ff] Not a video capture device.\n/dev/video2: No such device")]
    [InlineData(true, null, "[video4linux2,v4l2 @ 0x564f186a4900] Cannot open video device /dev/video0: Permission denied\n/dev/video0: Permission denied")]
    public void A_camera_is_what_gives_pictures_or_may(bool isCamera, string? sizes, string said)
    {
        Assert.Equal(new CameraFormats(isCamera, sizes), CameraFormats.Parse(said.Split('\n')));
    }

    [Fact]
    public void Devices_of_Windows_go_by_their_names_and_those_of_one_name_by_what_tells_them_apart()
    {
        const string First = @"@device_pnp_\\?\usb#vid_046d&pid_0825&mi_00#7&1b2c3d&0&0000#{65e8773d-8f56-11d0-a3b9-00a0c9223196}\global";
        const string Second = @"@device_pnp_\\?\usb#vid_046d&pid_0825&mi_00#8&1b2c3d&0&0000#{65e8773d-8f56-11d0-a3b9-00a0c9223196}\global";
        string[] lines =
        [
            "[dshow @ 000001f3a1b2c3d0] \"Integrated Camera\" (video)",
            "[dshow @ 000001f3a1b2c3d0]   Alternative name \"@device_pnp_one\"",
            "[dshow @ 000001f3a1b2c3d0] \"USB Camera\" (video)",
            $"[dshow @ 000001f3a1b2c3d0]   Alternative name \"{First}\"",
            "[dshow @ 000001f3a1b2c3d0] \"USB Camera\" (video)",
            $"[dshow @ 000001f3a1b2c3d0]   Alternative name \"{Second}\"",
            "[dshow @ 000001f3a1b2c3d0] \"OBS Virtual Camera\" (none)",
            "[dshow @ 000001f3a1b2c3d0]   Alternative name \"@device_sw_obs\"",
            "[dshow @ 000001f3a1b2c3d0] \"HDMI: grabber\" (audio, video)",
            @"[dshow @ 000001f3a1b2c3d0]   Alternative name ""@device_sw_grabber""",
            "[dshow @ 000001f3a1b2c3d0] \"Mikrofon (Realtek Audio)\" (audio)",
            "[dshow @ 000001f3a1b2c3d0]   Alternative name \"@device_cm_three\"",
            "[in#0 @ 000001f3a1b2c900] Error opening input: Immediate exit requested",
        ];

        Assert.Equal(
            [
                new FoundInput("dshow", true, "Integrated Camera", "Integrated Camera"),
                new FoundInput("dshow", true, First, "USB Camera"),
                new FoundInput("dshow", true, Second, "USB Camera"),
                new FoundInput("dshow", true, "@device_sw_grabber", "HDMI: grabber"),
                new FoundInput("dshow", false, "@device_sw_grabber", "HDMI: grabber"),
                new FoundInput("dshow", false, "Mikrofon (Realtek Audio)", "Mikrofon (Realtek Audio)"),
            ],
            DirectShowDevices.Parse(lines));
    }
}
