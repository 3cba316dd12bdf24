namespace Lectern.Ffmpeg.Probing;

/// <summary>What is inside a media file.</summary>
public sealed record MediaProbe
{
    /// <summary>ffmpeg's names of the container, such as <c>mov,mp4,m4a,3gp,3g2,mj2</c>.</summary>
    public required string Container { get; init; }

    /// <summary>How sure ffmpeg is of the container, 0 to 100.</summary>
    public int Certainty { get; init; } = 100;

    /// <summary>How long it lasts; <see langword="null"/> when neither the header nor the streams tell.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Where its time line begins.</summary>
    public TimeSpan StartTime { get; init; }

    /// <summary>Bits a second over everything, where known.</summary>
    public long? BitRate { get; init; }

    /// <summary>Its video streams without cover art, in the file's order.</summary>
    public IReadOnlyList<VideoTrack> Videos { get; init; } = [];

    /// <summary>Its audio streams, in the file's order.</summary>
    public IReadOnlyList<AudioTrack> Audios { get; init; } = [];

    /// <summary>The video stream to show: the file's choice, else the largest.</summary>
    public VideoTrack? Video =>
        Videos.Where(stream => stream.Codec != "unknown").OrderByDescending(stream => stream.IsDefault)
            .ThenByDescending(stream => (long)stream.Width * stream.Height).FirstOrDefault();

    /// <summary>The audio stream to hear: the file's choice, else the first.</summary>
    public AudioTrack? Audio =>
        Audios.Where(stream => stream.Codec != "unknown").OrderByDescending(stream => stream.IsDefault).FirstOrDefault();
}
