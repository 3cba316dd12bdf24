using Lectern.Core.Videos;
using Lectern.Ffmpeg.Probing;

namespace Lectern.Pipelines.Videos;

/// <param name="Source">Its row.</param>
/// <param name="Path">Where a child process can read it.</param>
/// <param name="Media">What is in it.</param>
internal sealed record SourceMedia(VideoSource Source, string Path, MediaProbe Media);
