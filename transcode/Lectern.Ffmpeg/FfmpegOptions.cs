namespace Lectern.Ffmpeg;

/// <summary>Where ffmpeg is and how much one run of it may take. The defaults fit a lecture of a few hours.</summary>
public sealed class FfmpegOptions
{
    /// <summary>ffmpeg: a name on PATH or a path; default <c>ffmpeg</c>.</summary>
    public string FfmpegPath { get; set; } = "ffmpeg";

    /// <summary>ffprobe: a name on PATH or a path; default <c>ffprobe</c>.</summary>
    public string FfprobePath { get; set; } = "ffprobe";

    /// <summary>Address space of one run in bytes; default 8 GiB (threads reserve far more than they use).</summary>
    public long AddressSpaceBytes { get; set; } = 8L << 30;

    /// <summary>Largest picture that is decoded, in pixels; default 8192 × 4608.</summary>
    public int MaxPixels { get; set; } = 8192 * 4608;

    /// <summary>Most streams a file may have; default 128 (a broadcast recording has dozens).</summary>
    public int MaxStreams { get; set; } = 128;

    /// <summary>Longest recording; default 24 hours.</summary>
    public TimeSpan MaxDuration { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Longest time by the clock to look into a file; default 1 minute.</summary>
    public TimeSpan ProbeTimeLimit { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>0 to 19: how far ffmpeg yields the processor to the pages; default 10.</summary>
    public int Niceness { get; set; } = 10;
}
