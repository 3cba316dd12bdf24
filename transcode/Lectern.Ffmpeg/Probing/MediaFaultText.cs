namespace Lectern.Ffmpeg.Probing;

/// <summary>The words for a <see cref="MediaFault"/>, as the uploader reads them.</summary>
public static class MediaFaultText
{
    /// <summary>What happened and what helps, in English, with the code last.</summary>
    public static string Sentence(this MediaFault fault) => $"{Words(fault)} ({fault.Code()})";

    /// <summary>A stable code for support, such as <c>MEDIA-02</c>.</summary>
    public static string Code(this MediaFault fault) => $"MEDIA-{(int)fault + 1:00}";

    private static string Words(MediaFault fault) => fault switch
    {
        MediaFault.Empty => "This file is empty. Upload the recording again.",
        MediaFault.NotMedia => "This file is not a video or a sound recording. Upload the recording itself, such as an MP4.",
        MediaFault.NoPlayableStream => "This file has no picture and no sound that can be played. Export the recording again, such as to MP4.",
        MediaFault.Damaged => "This recording breaks off or cannot be read in part. Export or copy it again; what you uploaded is kept.",
        MediaFault.TooLarge => "This recording has larger pictures or more tracks than the server takes. Export it with at most 4K.",
        MediaFault.TooLong => "This recording is longer than the server takes. Cut it into parts.",
        MediaFault.TookTooLong => "This recording takes more time than the server gives one video. Export it again, such as to MP4; what you uploaded is kept.",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };
}
