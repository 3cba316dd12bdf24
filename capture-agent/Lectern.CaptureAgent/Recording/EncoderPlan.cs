using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Lectern.Contracts.Devices;

namespace Lectern.CaptureAgent.Recording;

/// <summary>ffmpeg's arguments for one source. Pure.</summary>
internal static class EncoderPlan
{
    // The encoder holds no picture back: what is stamped when it arrives was seen a moment ago, with every source alike.
    private static readonly string[] s_picture =
        ["-tune", "zerolatency", "-crf", "23", "-maxrate", "5M", "-bufsize", "5M", "-sc_threshold", "0", "-flags", "+cgop", "-force_key_frames", "expr:gte(t,n_forced)"];

    // 45 AAC frames of 1024 samples are the most that stay within a second.
    private static readonly string[] s_sound = ["-c:a", "aac", "-b:a", "128k", "-ar", "48000", "-ac", "2", "-frag_duration", "950000"];

    private static readonly string[] s_output = ["-flush_packets", "1", "-f", "mp4"];

    /// <summary>
    /// How long after the end of a fragment ffmpeg gives it: a picture waits for the next one, which begins the next fragment; sound is a frame behind
    /// in AAC and waits for another.
    /// </summary>
    public static TimeSpan Delay(SourceSettings settings, int lighter = 0) =>
        Profiles.KindOf(settings.Role) == MediaKind.Picture ? TimeSpan.FromSeconds(1.0 / Math.Max(1, RateOf(settings, lighter))) : TimeSpan.FromSeconds(2 * 1024.0 / 48000);

    /// <summary>
    /// How long a source may give nothing before its encoder is taken for hung: a fragment comes each second, and within five it shall record again. A camera in the network pauses until
    /// what was lost on the way is sent again, which is sooner there than it would be connected anew.
    /// </summary>
    public static TimeSpan Patience(SourceSettings settings) => TimeSpan.FromSeconds(settings.Profile == "rtsp" ? 4 : 3);

    /// <summary>How often a picture can be made lighter: a faster preset, then half the rate, then half the size.</summary>
    public const int Lightest = 3;

    /// <summary>The most bytes that a second of a source takes, whatever moves.</summary>
    public static long MostBytesPerSecond(SourceRole role) => (Profiles.KindOf(role) == MediaKind.Picture ? 5_000_000 : 128_000) / 8;

    /// <summary>The arguments, or why there are none.</summary>
    /// <param name="settings">What is wanted.</param>
    /// <param name="here">Where it runs.</param>
    /// <param name="lighter">How much less than that, up to <see cref="Lightest"/>. The device is read as it was: it may know nothing else.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="problem">Why not.</param>
    public static bool TryMake(SourceSettings settings, Platforms here, int lighter, [NotNullWhen(true)] out IReadOnlyList<string>? arguments, [NotNullWhen(false)] out string? problem)
    {
        arguments = SourceInput.TryMake(settings, here, settings.FrameRate, out var input, out problem) ? Make(input, settings, lighter) : null;
        return arguments is not null;
    }

    private static IReadOnlyList<string> Make(SourceInput input, SourceSettings settings, int lighter) =>
    [
        "-hide_banner", "-nostdin", "-nostats", "-loglevel", "warning",
        .. input.Arguments,
        .. input.Profile.Gives == MediaKind.Picture ? Picture(input, settings, lighter) : Sound(input),
        .. s_output,
        "-movflags", input.Profile.Gives == MediaKind.Picture ? "empty_moov+default_base_moof+frag_keyframe+skip_trailer" : "empty_moov+default_base_moof+skip_trailer",
        "pipe:1",
    ];

    private static IEnumerable<string> Picture(SourceInput input, SourceSettings settings, int lighter)
    {
        var rate = RateOf(settings, lighter);
        var size = lighter < 3 ? Invariant($"{settings.Width}:{settings.Height}") : Invariant($"{Half(settings.Width)}:{Half(settings.Height)}");
        var filter = $"scale={size}:force_original_aspect_ratio=decrease,pad={size}:-1:-1,setsar=1,fps={rate.ToString(CultureInfo.InvariantCulture)},format=yuv420p";
        return ["-map", "0:v:0", "-vf", input.Filtered(filter), "-c:v", "libx264", "-preset", lighter < 1 ? "veryfast" : "ultrafast", .. s_picture, "-g", Invariant($"{rate * 2}")];
    }

    private static int RateOf(SourceSettings settings, int lighter) => lighter < 2 ? settings.FrameRate : Math.Max(1, settings.FrameRate / 2);

    // libx264 wants even numbers.
    private static int Half(int pixels) => Math.Max(64, pixels / 4 * 2);

    // Sound keeps its own clock: a card's samples are counted, and joining corrects by the stamps what the card's clock is off.
    private static IEnumerable<string> Sound(SourceInput input) => ["-map", "0:a:0", "-af", input.Filtered("asetpts=N/SR/TB"), .. s_sound];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
