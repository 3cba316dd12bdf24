using Lectern.Ffmpeg.Probing;

namespace Lectern.Transcode.Planning;

/// <summary>
/// Whether the source's own streams can be played as they are. The probe decides most of it; key frames are checked on every segment of
/// the result, which is surer than a sample of the source.
/// </summary>
internal static class CopyRules
{
    /// <summary>Bits a second that may be played at once, until the renditions take over.</summary>
    public const long InstantBitRate = 12_000_000;

    private static readonly string[] Containers = ["mov", "matroska", "flv"];
    private static readonly string[] Profiles = ["Constrained Baseline", "Baseline", "Main", "High"];

    public static CopyRefusal? Judge(MediaProbe media, VideoTrack video, long mostBits) =>
        JudgeStream(video) ?? JudgeTiming(media, video) ?? ((BitRate(media, video) ?? long.MaxValue) > mostBits ? CopyRefusal.BitRate : null);

    public static AudioTreatment ForAudio(AudioTrack? audio) => audio switch
    {
        null => AudioTreatment.None,
        { Codec: "aac", Profile: "LC", Channels: 1 or 2, SampleRate: 44_100 or 48_000, BitRate: null or <= 200_000 } => AudioTreatment.Copy,
        _ => AudioTreatment.Encode,
    };

    /// <summary>A copied rung may stay the top one when it costs students little more than an encoded one would.</summary>
    public static long LadderBitRate(VideoTrack video) => Ladder.CapFor(Math.Min(video.DisplayWidth, video.DisplayHeight)) * 4L / 3;

    private static CopyRefusal? JudgeStream(VideoTrack video) => video switch
    {
        { Codec: not "h264" } => CopyRefusal.Codec,
        _ when !Profiles.Contains(video.Profile) => CopyRefusal.Codec,
        { PixelFormat: not ("yuv420p" or "yuvj420p") } => CopyRefusal.PixelFormat,
        { Level: null or > 42 } => CopyRefusal.Level,
        { FieldOrder: not (null or "progressive" or "unknown") } => CopyRefusal.Interlaced,
        { Rotation: not 0 } => CopyRefusal.Rotated,
        _ => null,
    };

    private static CopyRefusal? JudgeTiming(MediaProbe media, VideoTrack video)
    {
        if (!Containers.Any(name => media.Container.Split(',').Contains(name)))
        {
            return CopyRefusal.Container;
        }

        if (!FrameRates.IsSteady(video) || video.AverageFrameRate!.Value.Value > 61)
        {
            return CopyRefusal.UnsteadyFrameRate;
        }

        var apart = (video.StartTime ?? TimeSpan.Zero) - (media.Audio?.StartTime ?? video.StartTime ?? TimeSpan.Zero);
        return apart.Duration() > TimeSpan.FromSeconds(0.1) ? CopyRefusal.StartsApart : null;
    }

    // Matroska tells the rate of the whole file only.
    private static long? BitRate(MediaProbe media, VideoTrack video) => video.BitRate ?? media.BitRate;
}
