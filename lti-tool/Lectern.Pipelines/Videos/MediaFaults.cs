using Lectern.Core.Jobs;
using Lectern.Ffmpeg.Probing;
using Lectern.Pipelines.Runs;

namespace Lectern.Pipelines.Videos;

/// <summary>What an uploader is told of a file that can't be used. The upload itself is kept.</summary>
internal static class MediaFaults
{
    public static JobFailedException Failure(MediaFault fault, string fileName, Exception? cause = null) =>
        new(Error(fault, fileName), cause);

    public static JobError Error(MediaFault fault, string file) => fault switch
    {
        MediaFault.NotMedia => new(JobCodes.NotMedia, $"This file isn't a video. {file} can't be played. MP4, MOV, MKV, WebM and audio files work."),
        MediaFault.Empty => new(JobCodes.EmptyFile, $"{file} is empty: it has no bytes. Upload the recording again."),
        MediaFault.NoPlayableStream => new(JobCodes.NothingToPlay, $"{file} has no picture and no sound that can be played. Export it again, such as to MP4. What you uploaded is kept."),
        MediaFault.Damaged => new(JobCodes.Damaged, $"{file} is damaged: it breaks off or can't be read. Export or copy it again. What you uploaded is kept."),
        MediaFault.TooLarge => new(JobCodes.TooLarge, $"{file} has larger pictures or more tracks than this server takes. Export it with at most 4K. What you uploaded is kept."),
        MediaFault.TooLong => new(JobCodes.TooLong, $"{file} is longer than this server takes. Cut it into parts. What you uploaded is kept."),
        MediaFault.TookTooLong => new(JobCodes.TookTooLong, $"{file} takes more time than this server gives one video. Export it again, such as to MP4. What you uploaded is kept."),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };
}
