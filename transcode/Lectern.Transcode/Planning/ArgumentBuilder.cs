using System.Globalization;
using Lectern.Ffmpeg;

namespace Lectern.Transcode.Planning;

/// <summary>Writes a plan as ffmpeg's arguments.</summary>
internal static class ArgumentBuilder
{
    public static IReadOnlyList<string> Build(TranscodePlan plan, MediaLimits limits) =>
    [
        .. InputGuard.ForFfmpeg(plan.Source, limits),
        .. plan.Rungs.Any(rung => !rung.IsCopy) ? ["-filter_complex", FilterGraph.Build(plan)] : Array.Empty<string>(),
        .. Videos(plan),
        .. Audio(plan),
        // Where a phone was, who edited and in which chapters stays with the source.
        "-map_metadata", "-1", "-map_chapters", "-1", "-sn", "-dn",
        "-max_muxing_queue_size", "4096",
        "-progress", "pipe:1", "-stats_period", "0.5",
        .. Packaging(plan),
    ];

    private static IEnumerable<string> Videos(TranscodePlan plan)
    {
        var filtered = 0;
        return plan.Rungs.SelectMany((rung, n) => rung.IsCopy ? Copied(plan, n) : Encoded(plan, rung, n, filtered++));
    }

    private static string[] Copied(TranscodePlan plan, int n) =>
        ["-map", Invariant($"0:{plan.Media.Video!.Index}"), $"-c:v:{Text(n)}", "copy"];

    private static string[] Encoded(TranscodePlan plan, Rung rung, int n, int filtered) =>
    [
        "-map", Invariant($"[v{filtered}]"),
        Invariant($"-c:v:{n}"), "libx264",
        Invariant($"-preset:v:{n}"), "superfast",
        Invariant($"-crf:v:{n}"), Text(plan.Options.Quality),
        Invariant($"-maxrate:v:{n}"), Text(rung.MaxBitRate),
        Invariant($"-bufsize:v:{n}"), Text(rung.MaxBitRate * 2),
        Invariant($"-profile:v:{n}"), "high",
        .. KeyFrames(plan, n),
    ];

    // mb-tree is off in superfast; switched on it saves two thirds of the bytes on slides for no time.
    private static string[] KeyFrames(TranscodePlan plan, int n)
    {
        const string Tree = "mbtree=1:rc-lookahead=20";
        if (plan.CopiesVideo)
        {
            // Cut where the source is cut: same key frames, same time stamps.
            return
            [
                Invariant($"-force_key_frames:v:{n}"), "source",
                Invariant($"-x264-params:v:{n}"), $"keyint=infinite:min-keyint=1:scenecut=0:{Tree}",
                Invariant($"-fps_mode:v:{n}"), "passthrough",
            ];
        }

        var interval = (int)Math.Ceiling(plan.FrameRate!.Value.Value * plan.SegmentSeconds) + 1;
        return
        [
            Invariant($"-force_key_frames:v:{n}"), Invariant($"expr:gte(t,n_forced*{plan.SegmentSeconds})"),
            Invariant($"-x264-params:v:{n}"), Invariant($"keyint={interval}:min-keyint=1:scenecut=40:{Tree}"),
        ];
    }

    private static string[] Audio(TranscodePlan plan) => plan.Audio switch
    {
        AudioTreatment.None => [],
        AudioTreatment.Copy => ["-map", Source(plan), "-c:a", "copy"],
        _ =>
        [
            "-map", Source(plan),
            // Gaps become silence and a late start is filled, or the sound would run ahead of the picture.
            "-af", "aresample=async=1:first_pts=0",
            "-c:a", "aac",
            "-b:a", Text(IsMono(plan) ? plan.Options.AudioBitRate * 2 / 3 : plan.Options.AudioBitRate),
            // Mono stays mono: spread over two channels ffmpeg makes it 3 dB quieter.
            "-ac", IsMono(plan) ? "1" : "2",
            "-ar", "48000",
        ],
    };

    private static string[] Packaging(TranscodePlan plan) =>
    [
        "-f", "hls",
        "-hls_time", Text(plan.SegmentSeconds),
        "-hls_playlist_type", "vod",
        "-hls_segment_type", "fmp4",
        "-hls_flags", "independent_segments",
        "-hls_fmp4_init_filename", "init.mp4",
        "-hls_segment_filename", "%v/%05d.m4s",
        "-var_stream_map", VariantMap(plan),
        "%v/index.m3u8",
    ];

    private static string VariantMap(TranscodePlan plan)
    {
        var hasAudio = plan.Audio != AudioTreatment.None;
        var group = hasAudio && plan.Rungs.Count > 0 ? ",agroup:a" : "";
        var videos = plan.Rungs.Select((rung, n) => Invariant($"v:{n}{group},name:{rung.Name}"));
        return string.Join(' ', hasAudio ? videos.Append($"a:0{group},name:audio") : videos);
    }

    private static bool IsMono(TranscodePlan plan) => plan.Media.Audio!.Channels == 1;

    private static string Source(TranscodePlan plan) => Invariant($"0:{plan.Media.Audio!.Index}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
