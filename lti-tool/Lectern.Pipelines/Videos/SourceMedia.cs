using Lectern.Core.Videos;
using Lectern.Ffmpeg.Probing;

namespace Lectern.Pipelines.Videos;

/// <param name="Source">Its row.</param>
/// <param name="Path">Where a child process can read it.</param>
/// <param name="Media">What is in it.</param>
internal sealed record SourceMedia(VideoSource Source, string Path, MediaProbe Media)
{
    /// <summary>Who speaks, where a room recorded slides and presenter: the second picture of the file, without its sound.</summary>
    public MediaProbe? Presenter => Source.UploadId is null && Media.Videos.FirstOrDefault(video => video != Media.Video) is { } second
        ? Media with { Videos = [second], Audios = [] }
        : null;
}
