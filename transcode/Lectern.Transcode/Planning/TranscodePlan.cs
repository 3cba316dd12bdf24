using Lectern.Ffmpeg;
using Lectern.Ffmpeg.Probing;

namespace Lectern.Transcode.Planning;

/// <summary>One run of ffmpeg as data: one decode, all rungs, one audio rendition.</summary>
public sealed record TranscodePlan
{
    internal TranscodePlan()
    {
    }

    /// <summary>The media file.</summary>
    public required string Source { get; init; }

    /// <summary>What was found in it.</summary>
    public required MediaProbe Media { get; init; }

    /// <summary>How it is made.</summary>
    public required TranscodeOptions Options { get; init; }

    /// <summary>Its rungs, largest first; none for sound alone. Only the first may be a copy.</summary>
    public IReadOnlyList<Rung> Rungs { get; init; } = [];

    /// <summary>Frames a second of its rungs.</summary>
    public Rational? FrameRate { get; init; }

    /// <summary>What becomes of the sound.</summary>
    public AudioTreatment Audio { get; init; }

    /// <summary>Whether the source's own pictures are in it.</summary>
    public bool CopiesVideo => Rungs is [{ IsCopy: true }, ..];

    /// <summary>Aimed length of a segment in seconds.</summary>
    public int SegmentSeconds => CopiesVideo ? Options.CopiedSegmentSeconds : Options.SegmentSeconds;

    /// <summary>ffmpeg's arguments; it runs in the folder that receives the files.</summary>
    public IReadOnlyList<string> Arguments(MediaLimits limits) => ArgumentBuilder.Build(this, limits);

    /// <summary>
    /// The source's own pictures in segments, watchable long before any rendition (0.1 s of processor time a minute; 1 s where the sound
    /// has to be encoded). <see langword="null"/> with the reason when it has to be encoded first.
    /// </summary>
    public static InstantDecision Instant(string source, MediaProbe media, TranscodeOptions options)
    {
        if (media.Video is not { } video)
        {
            return new InstantDecision(SoundAlone(source, media, options), null);
        }

        return CopyRules.Judge(media, video, CopyRules.InstantBitRate) is { } refusal
            ? new InstantDecision(null, refusal)
            : new InstantDecision(Copying(source, media, options, [CopyOf(video)]), null);
    }

    /// <summary>The whole ladder.</summary>
    /// <param name="source">The media file.</param>
    /// <param name="media">What was found in it.</param>
    /// <param name="options">How it is made.</param>
    /// <param name="mayCopy">
    /// Whether an instant plan passed its checks on this file, so that the top rung may be the source's own pictures: a third of the work.
    /// </param>
    public static TranscodePlan Renditions(string source, MediaProbe media, TranscodeOptions options, bool mayCopy)
    {
        if (media.Video is not { } video)
        {
            return SoundAlone(source, media, options);
        }

        if (!mayCopy || CopyRules.Judge(media, video, CopyRules.LadderBitRate(video)) is not null || IsAboveLadder(video, options))
        {
            return Encoding(source, media, options, options.Rungs);
        }

        var top = CopyOf(video);
        var below = Ladder.For(video.DisplayWidth, video.DisplayHeight, options.RungsBelowCopy).Where(rung => rung.Height < top.Height * 0.87);
        return Copying(source, media, options, [top, .. below]);
    }

    private static TranscodePlan Encoding(string source, MediaProbe media, TranscodeOptions options, IReadOnlyList<int> sides) => new()
    {
        Source = source,
        Media = media,
        Options = options,
        Rungs = Ladder.For(media.Video!.DisplayWidth, media.Video.DisplayHeight, sides),
        FrameRate = FrameRates.Choose(media.Video, options.MaxFrameRate),
        Audio = media.Audio is null ? AudioTreatment.None : AudioTreatment.Encode,
    };

    private static TranscodePlan Copying(string source, MediaProbe media, TranscodeOptions options, IReadOnlyList<Rung> rungs) => new()
    {
        Source = source,
        Media = media,
        Options = options,
        Rungs = rungs,
        FrameRate = media.Video!.AverageFrameRate,
        Audio = CopyRules.ForAudio(media.Audio),
    };

    private static TranscodePlan SoundAlone(string source, MediaProbe media, TranscodeOptions options) => new()
    {
        Source = source,
        Media = media,
        Options = options,
        Audio = CopyRules.ForAudio(media.Audio),
    };

    private static Rung CopyOf(VideoTrack video) =>
        new(Math.Min(video.Width, video.Height).ToString(System.Globalization.CultureInfo.InvariantCulture), video.DisplayWidth, video.DisplayHeight, 0, IsCopy: true);

    private static bool IsAboveLadder(VideoTrack video, TranscodeOptions options) =>
        Ladder.For(video.DisplayWidth, video.DisplayHeight, options.Rungs)[0].Height < video.DisplayHeight - 1;
}
